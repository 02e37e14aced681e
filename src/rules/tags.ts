import type { Tag } from '../model/documents.ts';
import type { Fault } from '../model/errors.ts';

/** Maximum per resource. AWS API reference, TagResource. */
export const TAG_LIMIT = 200;

/** AWS General Reference, "Tagging": keys are unique, and the prefix aws: is reserved. */
export const tagFaults = (tags: Tag[]): Fault[] =>
  tags.flatMap((tag, index): Fault[] => {
    const field = `Tags[${index}].Key`;
    if (tag.Key.toLowerCase().startsWith('aws:')) {
      return [
        { FieldName: field, Message: `${field} begins with aws:, which is reserved.`, Code: 'INVALID_VALUE' },
      ];
    }
    const isDouble = tags.findIndex((other) => other.Key === tag.Key) < index;
    return isDouble
      ? [
          {
            FieldName: field,
            Message: `${field} appears twice. Use each key once.`,
            Code: 'DUPLICATE_KEY_VALUE',
          },
        ]
      : [];
  });
