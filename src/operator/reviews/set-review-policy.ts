import Type from 'typebox';
import { normalAccount } from '../../rules/accounts.ts';
import { action } from '../action.ts';
import { durationOf, refusal } from '../clock-state.ts';
import { ReviewRule, ShownReviewPolicy } from '../review-schema.ts';

/** Ten years, so that the moment of the decision is still a valid date. */
const LONGEST_MS = 315_360_000_000;

const requireShort = (field: string, given: string | number): number => {
  const milliseconds = durationOf(field, given);
  if (milliseconds <= LONGEST_MS) return milliseconds;
  throw refusal(field, 'has to be at most ten years');
};

export const setReviewPolicy = action({
  name: 'reviews.setPolicy',
  method: 'PUT',
  path: '/_cosell/review-policy',
  summary:
    'Makes AWS review opportunities automatically when they are submitted: the first rule that matches decides. Without a match, reviews wait for you. Earlier submissions keep their policy.',
  takes: Type.Object({
    rules: Type.Array(ReviewRule, { maxItems: 1_000, description: 'Empty for no policy.' }),
  }),
  answers: ShownReviewPolicy,
  command: {
    words: 'review-policy set',
    example: `cosell review-policy set --rules '[{"decision":"Approved","after":"5s"}]'`,
  },
  handle: async ({ rules }, { services }) => {
    const policy = rules.map(({ account, after, ...rule }, index) => ({
      ...rule,
      ...(account !== undefined && { account: normalAccount(account) ?? account }),
      after: requireShort(`rules[${index}].after`, after),
    }));
    await services.controls.setReviewPolicy(policy);
    return { rules: policy };
  },
});
