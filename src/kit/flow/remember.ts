/**
 * Returns a function that makes each value once, and keeps those of the last used keys, of `limitCharacters` together.
 * Errors are not kept. A lookup costs the hash of its key.
 */
export const remember = <T>(make: (key: string) => T, limitCharacters: number): ((key: string) => T) => {
  const kept = new Map<string, T>();
  let characters = 0;
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) {
      kept.delete(key);
      kept.set(key, known);
      return known;
    }
    const made = make(key);
    kept.set(key, made);
    characters += key.length;
    for (const oldest of kept.keys()) {
      if (characters <= limitCharacters || oldest === key) break;
      kept.delete(oldest);
      characters -= oldest.length;
    }
    return made;
  };
};
