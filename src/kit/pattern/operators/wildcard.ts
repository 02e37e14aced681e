import { invalid } from './invalid.ts';

/**
 * Parses a pattern in which `*` matches any text, also empty; `\*` and `\\` match `*` and `\`.
 * @throws InvalidEventPatternException if two wildcards are adjacent or another character is escaped
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
    // Greedy: the earliest match of each literal is always right, so no backtracking is needed.
    let at = first.length;
    for (const literal of between) {
      const found = text.indexOf(literal, at);
      if (found < 0) return false;
      at = found + literal.length;
    }
    return at <= text.length - last.length;
  };
};

/** The literals before, between and after the wildcards. */
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
