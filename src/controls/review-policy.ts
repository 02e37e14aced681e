import type { AccountId, Catalog } from '../model/contract.ts';

/** What AWS's review can come to. */
export type ReviewDecision = 'In review' | 'Action Required' | 'Approved' | 'Rejected';

/** How AWS reviews opportunities by itself: those of an account, in a catalog; left out, all of them. */
export interface ReviewRule {
  account?: AccountId;
  catalog?: Catalog;
  decision: ReviewDecision;
  /** What AWS says about it; shown in LifeCycle.ReviewComments. */
  comments?: string;
  /** Milliseconds from the submission to the decision, by the server's clock. */
  after: number;
}

/** The standing policy: the first rule that an opportunity fits decides. Without one, nobody does by itself. */
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
