import type { AccountId, Catalog, Timestamp } from '../model/contract.ts';
import type { Arns } from '../model/identifiers.ts';
import { contextTypesOf, type Engagement } from '../store/repositories/engagements.ts';
import type { Invitation } from '../store/repositories/invitations.ts';
import type { Snapshot } from '../store/repositories/snapshots.ts';
import type { EngagementInvitations } from '../store/tables.ts';

/**
 * The events of the service: what each says. Source: AWS docs, "Partner Central events" (EventBridge). The schema
 * versions differ on purpose: `1` for events of opportunities, `0` for the others.
 */

/** An event as it is told to one account; `record.ts` puts it into its envelope. */
export interface EventBody {
  detailType: string;
  version: '0' | '1';
  resource: string;
  detail: Record<string, unknown>;
}

const opportunityEvent = (
  detailType: 'Opportunity Created' | 'Opportunity Updated',
  arns: Arns,
  opportunity: { catalog: Catalog; account_id: AccountId; id: string },
): EventBody => {
  const { catalog, account_id, id } = opportunity;
  return {
    detailType,
    version: '1',
    resource: arns.owned('opportunity', account_id, catalog, id),
    detail: { schemaVersion: '1', catalog, opportunity: { identifier: id } },
  };
};

type OpportunityKey = Parameters<typeof opportunityEvent>[2];

export const opportunityCreated = (arns: Arns, opportunity: OpportunityKey): EventBody =>
  opportunityEvent('Opportunity Created', arns, opportunity);

export const opportunityUpdated = (arns: Arns, opportunity: OpportunityKey): EventBody =>
  opportunityEvent('Opportunity Updated', arns, opportunity);

export type InvitationEventName = 'Created' | 'Accepted' | 'Rejected' | 'Expired';
type InvitationFacts = Omit<EngagementInvitations, 'payload'> & Pick<Invitation, 'sender_company_name'>;

/** One for each side of an invitation, told apart by `participantType`. */
export const invitationEvent = (
  name: InvitationEventName,
  arns: Arns,
  invitation: InvitationFacts,
  participantType: 'Sender' | 'Receiver',
): EventBody => {
  const arn = arns.shared('engagement-invitation', invitation.catalog, invitation.id);
  return {
    detailType: `Engagement Invitation ${name}`,
    version: '0',
    resource: arn,
    detail: {
      catalog: invitation.catalog,
      engagementInvitation: {
        arn,
        id: invitation.id,
        engagementId: invitation.engagement_id,
        senderAccountId: invitation.sender_account_id,
        receiverAccountId: invitation.receiver_account_id,
        senderCompanyName: invitation.sender_company_name,
        expirationDate: invitation.expiration_date,
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
  return { detailType, version: '0', resource: arn, detail: { catalog, engagement } };
};

export const engagementCreated = (arns: Arns, engagement: EngagementFacts): EventBody =>
  engagementEvent('Engagement Created', arns, engagement, {
    CreatedAt: engagement.created_at,
    CreatedBy: engagement.created_by,
  });

export const engagementUpdated = (arns: Arns, engagement: EngagementFacts): EventBody =>
  engagementEvent('Engagement Updated', arns, engagement, {
    LastModifiedAt: engagement.modified_at,
    LastModifiedBy: engagement.modified_by,
  });

export const memberAdded = (
  arns: Arns,
  engagement: { catalog: Catalog; id: string },
  member: { accountId: AccountId; companyName: string },
): EventBody => ({
  detailType: 'Engagement Member Added',
  version: '0',
  resource: arns.shared('engagement', engagement.catalog, engagement.id),
  detail: { catalog: engagement.catalog, engagement: { id: engagement.id }, engagementMember: member },
});

export const snapshotCreated = (arns: Arns, snapshot: Snapshot): EventBody => {
  const arn = arns.snapshot(snapshot.created_by, snapshot.catalog, snapshot);
  return {
    detailType: 'Engagement Resource Snapshot Created',
    version: '0',
    resource: arn,
    detail: {
      catalog: snapshot.catalog,
      resourceSnapshot: {
        arn,
        engagementId: snapshot.engagement_id,
        resourceType: snapshot.resource_type,
        resourceId: snapshot.resource_id,
        createdBy: snapshot.created_by,
        targetMemberAccounts: snapshot.target_accounts,
        resourceSnapshotTemplateName: snapshot.template,
      },
    },
  };
};

/** The envelope of EventBridge around an event. */
export interface EventEnvelope {
  version: string;
  id: string;
  'detail-type': string;
  source: 'aws.partnercentral-selling';
  account: AccountId;
  time: Timestamp;
  region: string;
  resources: string[];
  detail: Record<string, unknown>;
}
