import type { OpportunityDocument } from '../../model/documents.ts';

type Need = NonNullable<OpportunityDocument['PrimaryNeedsFromAws']>[number];

/** The need of an opportunity For Visibility Only: exclusive, and not allowed after co-selling. The SDK's enum lacks it. */
export const NO_SUPPORT = 'Do Not Need Support from AWS Sales Rep' as string as Need;
