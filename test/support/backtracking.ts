/**
 * A backtracking regular expression engine that counts its steps: it returns how many characters it looked at. Tests can
 * thus detect catastrophic backtracking without measuring time.
 */

/** A text to match, the position, and the continuation. */
type Rest = (at: number) => boolean;
type Part = (text: readonly string[], at: number, look: () => void, rest: Rest) => boolean;

/** Returns how many characters are looked at to match a whole text, at most `most`. */
export const looksOf = (source: string, text: string, most: number): number => {
  const characters = [...text];
  let looks = 0;
  const enough = new Error('enough');
  const look = (): void => {
    looks += 1;
    if (looks >= most) throw enough;
  };
  try {
    parse(source)(characters, 0, look, (at) => at === characters.length);
  } catch (error) {
    if (error !== enough) throw error;
  }
  return looks;
};

/** Whether the whole text matches. Has to agree with RegExp; otherwise the counts of `looksOf` are worthless. */
export const isMatch = (source: string, text: string): boolean => {
  const characters = [...text];
  return parse(source)(
    characters,
    0,
    () => {},
    (at) => at === characters.length,
  );
};

const known = new Map<string, Part>();

const parse = (source: string): Part => {
  const found = known.get(source) ?? parserOf([...source]);
  known.set(source, found);
  return found;
};

/** Matches one character by a class, an escape, a dot or a literal, with RegExp. */
const atom = (source: string): Part => {
  const single = new RegExp(`^(?:${source})$`, 'u');
  return (text, at, look, rest) => {
    look();
    const character = text[at];
    return character !== undefined && single.test(character) && rest(at + 1);
  };
};

const sequence =
  (parts: readonly Part[]): Part =>
  (text, at, look, rest) => {
    const from = (index: number, here: number): boolean => {
      const part = parts[index];
      return part ? part(text, here, look, (next) => from(index + 1, next)) : rest(here);
    };
    return from(0, at);
  };

const either =
  (options: readonly Part[]): Part =>
  (text, at, look, rest) =>
    options.some((option) => option(text, at, look, rest));

const repeated =
  (part: Part, min: number, max: number): Part =>
  (text, at, look, rest) => {
    const from = (count: number, here: number): boolean => {
      const again = (next: number): boolean => next > here && from(count + 1, next);
      return (count < max && part(text, here, look, again)) || (count >= min && rest(here));
    };
    return from(0, at);
  };

/** Parses the syntax that the table of limits uses: classes, escapes, groups, `|`, `?`, `*`, `+`, `{n,m}`. */
const parserOf = (source: readonly string[]): Part => {
  let at = 0;
  const upTo = (end: string): string => {
    const from = at;
    while (source[at] !== end) at += source[at] === '\\' ? 2 : 1;
    at += 1;
    return source.slice(from, at).join('');
  };
  const single = (): Part => {
    const character = source[at++];
    if (character === '(') {
      if (source[at] === '?') at += 2;
      const inner = options();
      at += 1;
      return inner;
    }
    if (character === '[') return atom(`[${upTo(']')}`);
    if (character !== '\\') return atom(character ?? '');
    const escaped = source[at++] ?? '';
    return atom(`\\${escaped}${escaped === 'p' ? upTo('}') : ''}`);
  };
  const quantified = (part: Part): Part => {
    const sign = source[at];
    if (sign === '?' || sign === '*' || sign === '+') {
      at += 1;
      return repeated(part, sign === '+' ? 1 : 0, sign === '?' ? 1 : Number.POSITIVE_INFINITY);
    }
    if (sign !== '{') return part;
    const [min = '0', max = min] = upTo('}').slice(1, -1).split(',');
    return repeated(part, Number(min), max === '' ? Number.POSITIVE_INFINITY : Number(max));
  };
  const options = (): Part => {
    const found: Part[] = [];
    let parts: Part[] = [];
    while (at < source.length && source[at] !== ')') {
      if (source[at] === '|') {
        at += 1;
        found.push(sequence(parts));
        parts = [];
      } else parts.push(quantified(single()));
    }
    return either([...found, sequence(parts)]);
  };
  return options();
};
