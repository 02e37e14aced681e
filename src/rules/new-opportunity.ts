import type { Input, Timestamp } from '../model/contract.ts';
import type { OpportunityDocument } from '../model/documents.ts';
import { newLifeCycle } from './opportunity-life-cycle.ts';

/** A new opportunity from what CreateOpportunity takes. AWS has reviewed its own already. */
export const newOpportunity = (input: Input<'CreateOpportunity'>, now: Timestamp): OpportunityDocument => {
  const { Catalog, ClientToken, Tags, Origin = 'Partner Referral', LifeCycle, ...given } = input;
  const reviewStatus = Origin === 'AWS Referral' ? 'Approved' : 'Pending Submission';
  return {
    ...given,
    Origin,
    LifeCycle: newLifeCycle(LifeCycle, reviewStatus, now),
    RelatedEntityIdentifiers: {},
  };
};
