const parsed = new WeakSet<object>();

/** Parses JSON whose value nobody can change, at any depth. */
export const parseFrozen = <T>(json: string): T => {
  const value = freeze(JSON.parse(json));
  if (typeof value === 'object' && value !== null) parsed.add(value);
  return value;
};

/** Whether a value is what `parseFrozen` returned, so that what is made of it may be kept. Of its members it says no. */
export const isParsedFrozen = (value: object): boolean => parsed.has(value);

const freeze = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) freeze(member);
  return Object.freeze(value);
};
