import type { Flow } from '../stage.ts';
import { allActions } from './all-actions.ts';
import { awsReferral } from './aws-referral.ts';
import { leadToOpportunity } from './lead-to-opportunity.ts';
import { multiPartner, snapshotJobs } from './multi-partner.ts';
import { dealSizing, marketplaceOffer } from './partner-originated.ts';

/** All recorded flows. */
export const flows: readonly Flow[] = [
  awsReferral,
  leadToOpportunity,
  multiPartner,
  snapshotJobs,
  marketplaceOffer,
  dealSizing,
  allActions,
];
