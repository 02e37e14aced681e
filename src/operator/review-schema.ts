import Type from 'typebox';
import { Duration } from './clock-state.ts';
import { AccountId, Catalog, oneOf } from './schemas.ts';

/** What the actions about reviews have in common. */

export const Decision = oneOf(
  ['In review', 'Action Required', 'Approved', 'Rejected'] as const,
  'What the review comes to.',
);

export const Comments = Type.String({
  minLength: 1,
  maxLength: 2_000,
  description: 'For people; shown in LifeCycle.ReviewComments.',
});

export const ReviewRule = Type.Object({
  account: Type.Optional(AccountId),
  catalog: Type.Optional(Catalog),
  decision: Decision,
  comments: Type.Optional(Comments),
  after: Duration,
});

/** The same, with the duration in milliseconds. */
const ShownReviewRule = Type.Object({
  ...ReviewRule.properties,
  after: Type.Integer({ description: 'Milliseconds from the submission to the decision.' }),
});

export const ShownReviewPolicy = Type.Object({ rules: Type.Array(ShownReviewRule) });
