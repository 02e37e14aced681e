import type { Tag } from '../model/documents.ts';
import { ValidationException } from '../model/errors.ts';

/** How many tags a rule or an event bus may have. AWS docs: eb-tagging. */
const MOST = 50;

/**
 * Checks tags that are put to what has `present` ones.
 * @throws ValidationException where there are too many tags, two with the same key, or one whose key is AWS's own
 */
export const checkTags = (tags: readonly Tag[], present: readonly Tag[] = []): void => {
  const keys = new Set(tags.map(({ Key }) => Key));
  if (keys.size < tags.length)
    throw ValidationException('Invalid parameter: Duplicated keys are not allowed.');
  if (tags.some(({ Key }) => /^aws:/i.test(Key))) {
    throw ValidationException('Invalid parameter: Keys of tags may not begin with aws:.');
  }
  for (const { Key } of present) keys.add(Key);
  if (keys.size > MOST) {
    throw ValidationException(`Parameter Tags is not valid. Reason: More than ${MOST} tags.`);
  }
};
