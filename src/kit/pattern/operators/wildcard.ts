import { invalid } from './invalid.ts';

/**
 * Reads a pattern in which `*` stands for any text, none too; `\*` and `\\` stand for `*` and `\` themselves.
 * @throws InvalidEventPatternException where two wildcards follow each other, or something else is escaped
 */
export const readWildcard = (pattern: string): ((text: string) => boolean) => {
  const literals = splitAtWildcards(pattern);
  const first = literals[0] ?? '';
  if (literals.length === 1) return (text) => text === first;
  const last = literals.at(-1) ?? '';
  const between = literals.slice(1, -1);
  return (text) => {
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
      return false;
    // The earliest place for each is as good as any, so that no way has to be tried twice.
    let at = first.length;
    for (const literal of between) {
      const found = text.indexOf(literal, at);
      if (found < 0) return false;
      at = found + literal.length;
    }
    return at <= text.length - last.length;
  };
};

/** The texts before, between and after the wildcards. */
const splitAtWildcards = (pattern: string): string[] => {
  const literals: string[] = [];
  let literal = '';
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === '\\') {
      const escaped = pattern[at + 1];
      if (escaped !== '*' && escaped !== '\\') throw invalid(`Invalid escape character at pos ${at}`);
      literal += escaped;
      at++;
    } else if (character === '*') {
      if (pattern[at + 1] === '*') throw invalid(`Consecutive wildcard characters at pos ${at}`);
      literals.push(literal);
      literal = '';
    } else {
      literal += character;
    }
  }
  return [...literals, literal];
};
