import Type from 'typebox';
import { decideReview } from '../../changes/opportunities/decide-review.ts';
import { businessValidationFailed } from '../../model/errors.ts';
import { notFound } from '../../operations/not-found.ts';
import { orException } from '../../operations/step-failure.ts';
import { normalAccount } from '../../rules/accounts.ts';
import { reviewFaults } from '../../rules/opportunities/life-cycle.ts';
import { lockOpportunity } from '../../store/repositories/opportunities.ts';
import { action } from '../action.ts';
import { pageOf } from '../console-pages.ts';
import { lockOwnOpportunity } from '../lock-own-opportunity.ts';
import { Comments, Decision } from '../review-schema.ts';
import { AccountId, Catalog, CatalogOfId, OpportunityId } from '../schemas.ts';

export const review = action({
  name: 'review',
  method: 'POST',
  path: '/_cosell/reviews',
  summary: "Makes AWS decide the review of an account's opportunity.",
  takes: Type.Object({
    account: AccountId,
    catalog: Type.Optional(CatalogOfId),
    id: OpportunityId,
    decision: Decision,
    comments: Type.Optional(Comments),
    reason: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 80,
        description: 'Of Action Required and Rejected: a code, shown in LifeCycle.ReviewStatusReason.',
      }),
    ),
  }),
  answers: Type.Object({
    id: OpportunityId,
    catalog: Catalog,
    reviewStatus: Type.String(),
    lastModifiedDate: Type.String(),
  }),
  command: {
    argument: 'id',
    pages: (answer, input) =>
      pageOf('opportunity', input.id, {
        account: input.account,
        catalog: (answer as { catalog: string }).catalog,
      }),
    isOfOne: true,
    example:
      "cosell review O1234567 --account 111122223333 --decision 'Action Required' --comments 'Which city?'",
  },
  handle: async ({ account, catalog: given, id, decision, comments, reason }, { transaction }) =>
    transaction(async (work) => {
      const owner = normalAccount(account) ?? account;
      const found = await lockOwnOpportunity(work.tx, { account: owner, catalog: given, id });
      if (!found) throw notFound('opportunity', id);
      const { catalog, opportunity: current } = found;
      const faults = reviewFaults(current.document, decision);
      if (reason !== undefined && decision !== 'Action Required' && decision !== 'Rejected') {
        faults.push({
          FieldName: 'reason',
          Message: 'reason is only for Action Required and Rejected.',
          Code: 'INVALID_VALUE',
        });
      }
      if (faults.length > 0) throw businessValidationFailed(faults);
      await orException(decideReview(work, current, decision, { comments, reason }), 'id');
      const reviewed = (await lockOpportunity(work.tx, { catalog, account_id: owner, id })) ?? current;
      return {
        id,
        catalog,
        reviewStatus: reviewed.document.LifeCycle?.ReviewStatus ?? '',
        lastModifiedDate: reviewed.modified_at,
      };
    }),
});
