/**
 * Returns a function that makes each value once, and keeps those of the last used keys: at least those of half of
 * `limitCharacters` together, and at most those of all. Errors are not kept. A lookup costs the hash of its key, and mostly
 * writes nothing.
 */
export const remember = <T>(make: (key: string) => T, limitCharacters: number): ((key: string) => T) => {
  /** What was used since the older ones were set aside. These are dropped when the younger ones are set aside in turn. */
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  let characters = 0;
  const keep = (key: string, value: T): T => {
    characters += key.length;
    if (2 * characters > limitCharacters) {
      old = young;
      young = new Map();
      characters = key.length;
    }
    young.set(key, value);
    return value;
  };
  return (key) => {
    const known = young.get(key);
    if (known !== undefined) return known;
    return keep(key, old.get(key) ?? make(key));
  };
};
