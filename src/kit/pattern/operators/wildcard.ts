import { stepsForText } from '../steps.ts';
import { invalid } from './invalid.ts';
import type { Test } from './match.ts';

/**
 * Parses a pattern in which `*` matches any text, also empty; `\*` and `\\` match `*` and `\`. The test looks at every
 * character at most three times, whatever the pattern.
 * @throws InvalidEventPatternException if two wildcards are adjacent or another character is escaped
 */
export const readWildcard = (pattern: string): Test => {
  const literals = splitAtWildcards(pattern);
  const first = literals[0] ?? '';
  if (literals.length === 1) return (given) => given === first;
  const last = literals.at(-1) ?? '';
  const between = literals.slice(1, -1).map(searchFor);
  return (given, steps) => {
    if (typeof given !== 'string') return false;
    steps.take(stepsForText(first) + stepsForText(last));
    if (given.length < first.length + last.length || !given.startsWith(first) || !given.endsWith(last))
      return false;
    steps.take(stepsForText(given) + between.length);
    // Greedy: the earliest match of each literal is always right, so no backtracking is needed.
    let at = first.length;
    for (const search of between) {
      at = search(given, at);
      if (at < 0) return false;
    }
    return at <= given.length - last.length;
  };
};

/** Returns the position after the first occurrence of a literal at `from` or later, or -1. */
type Search = (text: string, from: number) => number;

/** Knuth, Morris and Pratt: unlike `indexOf`, linear for every literal. */
const searchFor = (literal: string): Search => {
  const borders = bordersOf(literal);
  return (text, from) => {
    let matched = 0;
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      while (matched > 0 && code !== literal.charCodeAt(matched)) matched = borders[matched - 1] ?? 0;
      if (code === literal.charCodeAt(matched)) matched += 1;
      if (matched === literal.length) return at + 1;
    }
    return -1;
  };
};

/** For each beginning of a literal, the length of its longest proper beginning that is also its end. */
const bordersOf = (literal: string): Uint16Array => {
  const borders = new Uint16Array(literal.length);
  let matched = 0;
  for (let at = 1; at < literal.length; at++) {
    while (matched > 0 && literal[at] !== literal[matched]) matched = borders[matched - 1] ?? 0;
    if (literal[at] === literal[matched]) matched += 1;
    borders[at] = matched;
  }
  return borders;
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
