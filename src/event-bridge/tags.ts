import { ValidationException } from '../model/errors.ts';

/** How many tags a rule may have. AWS docs: eb-tagging. */
const MOST = 50;

/** @throws ValidationException where there are too many tags, or two with the same key */
export const checkTags = (tags: readonly { Key: string }[]): void => {
  if (tags.length > MOST)
    throw ValidationException(`Parameter Tags is not valid. Reason: More than ${MOST} tags.`);
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) {
    throw ValidationException('Parameter Tags is not valid. Reason: Two tags have the same key.');
  }
};
