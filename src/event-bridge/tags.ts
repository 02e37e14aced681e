import type { Tag } from '../model/documents.ts';
import { ValidationException } from '../model/errors.ts';

/** Tags per rule or event bus. AWS docs: eb-tagging. */
const MAX_TAGS = 50;

/**
 * Checks tags to be put to a resource that has the tags `present`.
 * @throws ValidationException if there are too many tags, two with the same key, or one with a key reserved by AWS
 */
export const checkTags = (tags: readonly Tag[], present: readonly Tag[] = []): void => {
  const keys = new Set(tags.map(({ Key }) => Key));
  if (keys.size < tags.length)
    throw ValidationException('Invalid parameter: Duplicated keys are not allowed.');
  if (tags.some(({ Key }) => /^aws:/i.test(Key))) {
    throw ValidationException('Invalid parameter: Keys of tags may not begin with aws:.');
  }
  for (const { Key } of present) keys.add(Key);
  if (keys.size > MAX_TAGS) {
    throw ValidationException(`Parameter Tags is not valid. Reason: More than ${MAX_TAGS} tags.`);
  }
};
