import type { MemberLimit, Range } from './limit.ts';

/** Messages of EventBridge and STS for violated limits: `Member must have length less than or equal to 64`. */

export const MISSING = 'Member must not be null';

export const lengthFaults = (length: number, { min, max }: { min: number; max: number }): string[] => [
  ...(length > max ? [`Member must have length less than or equal to ${max}`] : []),
  ...(length < min ? [`Member must have length greater than or equal to ${min}`] : []),
];

export const textFaults = (value: string, limit: MemberLimit | undefined): string[] => {
  // PostgreSQL cannot store this character.
  if (value.includes('\0')) return ['Member must not contain the character U+0000'];
  switch (limit?.kind) {
    case 'chars':
      return lengthFaults([...value].length, limit);
    case 'pattern':
      return [
        ...lengthFaults([...value].length, limit),
        ...(limit.regexp.test(value)
          ? []
          : [`Member must satisfy regular expression pattern: ${limit.source}`]),
      ];
    case 'oneOf':
      return limit.values.has(value)
        ? []
        : [`Member must satisfy enum value set: [${[...limit.values].join(', ')}]`];
    default:
      return [];
  }
};

export const valueFaults = (value: number, { min, max }: Range): string[] => [
  ...(value > max ? [`Member must have value less than or equal to ${max}`] : []),
  ...(value < min ? [`Member must have value greater than or equal to ${min}`] : []),
];

/** Returns the message that lists the faults of a request. */
export const detected = (faults: readonly string[]): string =>
  `${faults.length} validation error${faults.length === 1 ? '' : 's'} detected: ${faults.join('; ')}`;
