import Type from 'typebox';
import { action } from '../action.ts';
import { ShownReviewPolicy } from '../review-schema.ts';

export const getReviewPolicy = action({
  name: 'reviews.policy',
  method: 'GET',
  path: '/_cosell/review-policy',
  summary: 'Returns the policy by which AWS reviews opportunities automatically.',
  takes: Type.Object({}),
  answers: ShownReviewPolicy,
  command: { words: 'review-policy get', example: 'cosell review-policy get' },
  handle: async (_input, { services }) => ({ rules: [...services.controls.reviewPolicy] }),
});
