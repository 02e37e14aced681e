import Type from 'typebox';
import { Duration } from './clock-state.ts';
import { AccountId, Catalog, oneOf } from './schemas.ts';

/** Shared by the actions about reviews. */

export const Decision = oneOf(
  ['In review', 'Action Required', 'Approved', 'Rejected'] as const,
  'The result of the review.',
);

export const Comments = Type.String({
  minLength: 1,
  maxLength: 2_000,
  description: 'Shown in LifeCycle.ReviewComments.',
});

export const ReviewRule = Type.Object({
  account: Type.Optional(AccountId),
  catalog: Type.Optional(Catalog),
  decision: Decision,
  comments: Type.Optional(Comments),
  after: Duration,
});

/** The same with the duration in milliseconds. */
const ShownReviewRule = Type.Object({
  ...ReviewRule.properties,
  after: Type.Integer({ description: 'Delay from submission to decision, in milliseconds.' }),
});

export const ShownReviewPolicy = Type.Object({ rules: Type.Array(ShownReviewRule) });
