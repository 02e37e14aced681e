import { wholeSeconds } from '../kit/shape/timestamp.ts';
import type { AccountId, Catalog, Timestamp } from '../model/contract.ts';
import type { Arns } from '../model/identifiers.ts';
import { contextTypesOf, type Engagement } from '../store/repositories/engagements.ts';
import type { Invitation } from '../store/repositories/invitations.ts';
import type { Snapshot } from '../store/repositories/snapshots.ts';
import type { EngagementInvitations } from '../store/tables/engagement-invitations.ts';

/**
 * The events of the service: the content and `schemaVersion` of each. Sources: seen (opportunities, Engagement
 * Invitation Created, Engagement Resource Snapshot Created); for all others AWS docs, selling-api-events, whose
 * examples show `schemaVersion` for opportunities only. Timestamps are in whole seconds.
 */

/** An event without its envelope, which `record.ts` adds for each receiving account. */
export interface EventBody {
  detailType: string;
  /** ARNs of the resources that the event is about. */
  resources: string[];
  detail: Record<string, unknown>;
}

const opportunityEvent = (
  detailType: 'Opportunity Created' | 'Opportunity Updated',
  { catalog, id }: { catalog: Catalog; id: string },
): EventBody => ({
  detailType,
  resources: [],
  detail: { schemaVersion: '1', catalog, opportunity: { identifier: id } },
});

type OpportunityKey = Parameters<typeof opportunityEvent>[1];

export const opportunityCreated = (opportunity: OpportunityKey): EventBody =>
  opportunityEvent('Opportunity Created', opportunity);

export const opportunityUpdated = (opportunity: OpportunityKey): EventBody =>
  opportunityEvent('Opportunity Updated', opportunity);

export type InvitationEventName = 'Created' | 'Accepted' | 'Rejected' | 'Expired';
type InvitationFacts = Omit<EngagementInvitations, 'payload'> & Pick<Invitation, 'sender_company_name'>;

/**
 * Each side of an invitation gets its own event, distinguished by `participantType`. Only Created has the sender's
 * company name and the expiration date.
 */
export const invitationEvent = (
  name: InvitationEventName,
  arns: Arns,
  invitation: InvitationFacts,
  participantType: 'SENDER' | 'RECEIVER',
): EventBody => {
  const arn = arns.shared('engagement-invitation', invitation.catalog, invitation.id);
  return {
    detailType: `Engagement Invitation ${name}`,
    resources: [arn],
    detail: {
      schemaVersion: '1.0',
      catalog: invitation.catalog,
      engagementInvitation: {
        arn,
        id: invitation.id,
        engagementId: invitation.engagement_id,
        senderAccountId: invitation.sender_account_id,
        receiverAccountId: invitation.receiver_account_id,
        ...(name === 'Created' && {
          senderCompanyName: invitation.sender_company_name,
          expirationDate: wholeSeconds(invitation.expiration_date),
        }),
        participantType,
        payloadType: invitation.payload_type,
      },
    },
  };
};

type EngagementFacts = Omit<Engagement, 'member_count'>;

const engagementEvent = (
  detailType: 'Engagement Created' | 'Engagement Updated',
  arns: Arns,
  { catalog, id, contexts }: EngagementFacts,
  change: Record<string, string>,
): EventBody => {
  const arn = arns.shared('engagement', catalog, id);
  const engagement = {
    engagementArn: arn,
    engagementId: id,
    ...change,
    ContextTypes: contextTypesOf(contexts),
  };
  return { detailType, resources: [arn], detail: { schemaVersion: '1', catalog, engagement } };
};

export const engagementCreated = (arns: Arns, engagement: EngagementFacts): EventBody =>
  engagementEvent('Engagement Created', arns, engagement, {
    CreatedAt: wholeSeconds(engagement.created_at),
    CreatedBy: engagement.created_by,
  });

export const engagementUpdated = (arns: Arns, engagement: EngagementFacts): EventBody =>
  engagementEvent('Engagement Updated', arns, engagement, {
    LastModifiedAt: wholeSeconds(engagement.modified_at),
    LastModifiedBy: engagement.modified_by,
  });

export const memberAdded = (
  arns: Arns,
  engagement: { catalog: Catalog; id: string },
  member: { accountId: AccountId; companyName: string },
): EventBody => ({
  detailType: 'Engagement Member Added',
  resources: [arns.shared('engagement', engagement.catalog, engagement.id)],
  detail: {
    schemaVersion: '1',
    catalog: engagement.catalog,
    engagement: { id: engagement.id },
    engagementMember: member,
  },
});

export const snapshotCreated = (arns: Arns, snapshot: Snapshot): EventBody => ({
  detailType: 'Engagement Resource Snapshot Created',
  resources: [arns.shared('engagement', snapshot.catalog, snapshot.engagement_id)],
  detail: {
    schemaVersion: '1',
    catalog: snapshot.catalog,
    resourceSnapshot: {
      arn: arns.snapshot(snapshot.catalog, snapshot),
      engagementId: snapshot.engagement_id,
      resourceType: snapshot.resource_type,
      resourceId: snapshot.resource_id,
      createdBy: snapshot.created_by,
      targetMemberAccounts: snapshot.target_accounts,
      resourceSnapshotTemplateName: snapshot.template,
    },
  },
});

/** EventBridge's envelope of an event. Seen. */
export interface EventEnvelope {
  version: '0';
  id: string;
  'detail-type': string;
  /** `aws.partnercentral-selling`, or the source that the account chose for its own event (PutEvents). */
  source: string;
  account: AccountId;
  /** By the server's clock, in whole seconds. The feed's order is authoritative, not this time. */
  time: Timestamp;
  region: string;
  resources: string[];
  detail: Record<string, unknown>;
}
