import type { AccountId, Catalog } from '../model/contract.ts';

/** The possible results of AWS's review. */
export type ReviewDecision = 'In review' | 'Action Required' | 'Approved' | 'Rejected';

/** How AWS reviews opportunities automatically: those of an account, in a catalog. Default all. */
export interface ReviewRule {
  account?: AccountId;
  catalog?: Catalog;
  decision: ReviewDecision;
  /** AWS's comments, shown in LifeCycle.ReviewComments. */
  comments?: string;
  /** Delay from submission to decision in milliseconds, by the server's clock. */
  after: number;
}

/** The first rule that matches an opportunity decides. Without a match, the operator decides. */
export type ReviewPolicy = readonly ReviewRule[];

export const ruleFor = (
  policy: ReviewPolicy,
  { account_id, catalog }: { account_id: AccountId; catalog: Catalog },
): ReviewRule | undefined =>
  policy.find(
    (rule) =>
      (rule.account === undefined || rule.account === account_id) &&
      (rule.catalog === undefined || rule.catalog === catalog),
  );
