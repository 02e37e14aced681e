/** How an answer may differ. */
export const differenceKinds = [
  'status',
  'exception',
  'message',
  'missing',
  'extra',
  'type',
  'value',
  'count',
  'order',
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];
