/**
 * Returns a function that makes each value once, and keeps those of the last used keys: at least those of half of
 * `limitCharacters` together, and at most those of all. Errors are not kept. A lookup costs the hash of its key, and mostly
 * writes nothing.
 */
export const remember = <T>(make: (key: string) => T, limitCharacters: number): ((key: string) => T) => {
  const recent = createRecent<T>(limitCharacters);
  return (key) => recent.get(key, key.length) ?? recent.keep(key, make(key), key.length);
};

/**
 * The same for long texts that have short names, such as documents and their ids: a lookup compares the text with that which its name had
 * last, which takes a tenth of a hash of it.
 */
export const rememberNamed = <T>(
  make: (text: string) => T,
  limitCharacters: number,
): ((name: string, text: string) => T) => {
  const recent = createRecent<{ text: string; value: T }>(limitCharacters);
  return (name, text) => {
    const known = recent.get(name, text.length);
    if (known?.text === text) return known.value;
    return recent.keep(name, { text, value: make(text) }, text.length).value;
  };
};

const createRecent = <T>(limitCharacters: number) => {
  /** What was used since the older ones were set aside. These are dropped when the younger ones are set aside in turn. */
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  let characters = 0;
  const keep = (key: string, value: T, size: number): T => {
    characters += size;
    if (2 * characters > limitCharacters) {
      old = young;
      young = new Map();
      characters = size;
    }
    young.set(key, value);
    return value;
  };
  const get = (key: string, size: number): T | undefined => {
    const known = young.get(key);
    if (known !== undefined) return known;
    const older = old.get(key);
    return older === undefined ? undefined : keep(key, older, size);
  };
  return { get, keep };
};
