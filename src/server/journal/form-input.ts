/** Members that are numbers in the API of STS; all others are texts. */
const NUMBERS = new Set(['DurationSeconds']);

/** Returns the input that a form of the query protocol has: `PolicyArns.member.1.arn=…` is a list of structures. */
export const formInput = (form: string): Record<string, unknown> => {
  const root: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(form)) {
    if (name === 'Action' || name === 'Version') continue;
    const path = name.replace(/\.member\.(?=\d)/g, '.').split('.');
    put(root, path, NUMBERS.has(path.at(-1) ?? '') ? Number(value) : value);
  }
  return listed(root) as Record<string, unknown>;
};

const put = (root: Record<string, unknown>, path: readonly string[], value: unknown): void => {
  let at = root;
  for (const part of path.slice(0, -1)) {
    if (!Object.hasOwn(at, part) || typeof at[part] !== 'object') define(at, part, {});
    at = at[part] as Record<string, unknown>;
  }
  define(at, path.at(-1) ?? '', value);
};

/** By definition, because the names are whatever somebody sent, `__proto__` too. */
const define = (object: object, name: string, value: unknown): void => {
  Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
};

/** Objects with the keys 1, 2, … are lists. */
const listed = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, listed(inner)] as const);
  const isList = entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name));
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
};
