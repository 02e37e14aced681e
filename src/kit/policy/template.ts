import { syntaxError } from './faults.ts';
import { ANY, type Piece, piecesOf } from './wildcard.ts';

/** Returns the values of a context key, given in lower case, or undefined if the request has none. */
export type ValuesOf = (key: string) => readonly string[] | undefined;

/** A policy variable: the context key in lower case, and its value if the request has none. */
interface Variable {
  readonly key: string;
  readonly fallback: string | undefined;
}

/** A text of a policy, parsed: literal text, wildcards and policy variables. */
export type Template = readonly (Piece | Variable)[];

export interface TemplateSyntax {
  /** Whether `${…}` is a variable: only in documents of version 2012-10-17. */
  readonly hasVariables: boolean;
  /** Whether `*` and `?` are wildcards. */
  readonly hasWildcards: boolean;
}

const START = '${';
const variable = /\$\{(?:([*?$])|([^\s,'{}$*?]+)(?:,\s*'([^'{}]*)')?)\}/y;

/**
 * Parses a text of a policy. `${*}`, `${?}` and `${$}` are these characters themselves.
 * AWS docs: IAM user guide, "IAM policy elements: Variables and tags".
 * @throws PolicyError if a variable is not closed, or its name is empty or has a space
 */
export const parseTemplate = (text: string, { hasVariables, hasWildcards }: TemplateSyntax): Template => {
  const literal = (part: string): Piece[] => (hasWildcards ? piecesOf(part) : part === '' ? [] : [part]);
  if (!hasVariables) return literal(text);
  const template: (Piece | Variable)[] = [];
  let from = 0;
  for (let at = text.indexOf(START); at >= 0; at = text.indexOf(START, from)) {
    template.push(...literal(text.slice(from, at)));
    variable.lastIndex = at;
    const [, character, key, fallback] = variable.exec(text) ?? [];
    if (character !== undefined) template.push(character);
    else if (key !== undefined) template.push({ key: key.toLowerCase(), fallback });
    else throw syntaxError();
    from = variable.lastIndex;
  }
  template.push(...literal(text.slice(from)));
  return template;
};

/** Returns the keys of a template's variables. */
export const variablesOf = (template: Template): string[] =>
  template.flatMap((part) => (typeof part === 'object' ? part.key : []));

/**
 * Puts the request's values in place of variables, as literal text: a `*` in a value matches only itself. Returns undefined
 * if a key has no value and no default, or several values.
 */
export const resolve = (template: Template, valuesOf: ValuesOf): Piece[] | undefined => {
  const pieces: Piece[] = [];
  for (const part of template) {
    if (typeof part !== 'object') {
      pieces.push(part);
      continue;
    }
    const values = valuesOf(part.key) ?? [];
    const value = values.length === 0 ? part.fallback : values[0];
    if (value === undefined || values.length > 1) return undefined;
    pieces.push(value);
  }
  return pieces;
};

/** Writes pieces as a policy does. */
export const printPieces = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : piece === ANY ? '*' : '?')).join('');
