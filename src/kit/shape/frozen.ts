/** Parses JSON whose value nobody can change, at any depth. */
export const parseFrozen = <T>(json: string): T => freeze(JSON.parse(json));

const freeze = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null) return value;
  for (const member of Object.values(value)) freeze(member);
  return Object.freeze(value);
};
