import { randomUUID } from 'node:crypto';
import type {
  CreateOpportunityRequest,
  PartnerCentralSelling,
  RelatedEntityType,
} from '@aws-sdk/client-partnercentral-selling';
import { opportunity, opportunityInvitation } from './data.ts';
import { untilEnded } from './sharing.ts';

const Catalog = 'Sandbox';

/** Creates an opportunity without a solution. Returns its id. */
export const createOpportunity = async (
  client: PartnerCentralSelling,
  changes: Partial<CreateOpportunityRequest> = {},
): Promise<string> => (await client.createOpportunity(opportunity(changes))).Id ?? '';

export const associate = (
  client: PartnerCentralSelling,
  OpportunityIdentifier: string,
  RelatedEntityType: RelatedEntityType,
  RelatedEntityIdentifier: string,
) =>
  client.associateOpportunity({ Catalog, OpportunityIdentifier, RelatedEntityType, RelatedEntityIdentifier });

/** Makes an account a member of another's engagement. */
export const join = async (
  owner: PartnerCentralSelling,
  joining: PartnerCentralSelling,
  account: string,
  engagementId: string,
): Promise<void> => {
  const { Id } = await owner.createEngagementInvitation(opportunityInvitation(engagementId, account));
  await joining.acceptEngagementInvitation({ Catalog, Identifier: Id });
};

/** Prospects engagements and waits for the end of the task. */
export const prospect = (client: PartnerCentralSelling, TaskName: string, ...Identifiers: string[]) => {
  const request = { Catalog, ClientToken: randomUUID(), TaskName, Identifiers };
  return untilEnded(() => client.startProspectingFromEngagementTask(request));
};
