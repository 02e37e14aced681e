/** Returns the value without members that are null: answers hold every member, the rules and requests only what is there. */
export const withoutNothing = <Value>(value: Value): Value => {
  if (Array.isArray(value)) return value.map(withoutNothing) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) =>
      part === null || part === undefined ? [] : [[key, withoutNothing(part)]],
    ),
  ) as Value;
};
