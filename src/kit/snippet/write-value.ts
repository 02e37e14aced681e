import { memberShape, type Shape, UNKNOWN } from './shape.ts';

/** How a language writes values. */
export interface Language {
  text(value: string): string;
  number(value: number, shape: Shape): string;
  boolean(value: boolean): string;
  /** ISO 8601 in UTC. */
  timestamp(value: string): string;
  /** Base64. */
  blob(value: string): string;
  enumValue?(value: string, name: string): string;
  list(items: readonly string[], of: Shape, indent: string): string;
  map(entries: readonly Entry[], of: Shape, indent: string): string;
  structure(entries: readonly Entry[], of: StructureAt, indent: string): string;
}

/** A member or key, what it is, and its value as code. */
export interface Entry {
  name: string;
  shape: Shape;
  code: string;
}

/** A structure with the member that holds it; its name is that of the member if it is not known. */
export interface StructureAt {
  name: string;
  isUnion: boolean;
  isElement: boolean;
}

export const STEP = '    ';

/** Writes a value as code. Members that are null are left out, as SDKs leave them out. */
export const writeValue = (
  language: Language,
  value: unknown,
  at: { shape: Shape; member: string; isElement?: boolean },
  indent = '',
): string => {
  const { shape, member, isElement = false } = at;
  const deeper = indent + STEP;
  if (Array.isArray(value)) {
    const of = shape.kind === 'list' ? shape.of() : UNKNOWN;
    const items = value.map((each) =>
      writeValue(language, each, { shape: of, member, isElement: true }, deeper),
    );
    return language.list(items, of, indent);
  }
  if (typeof value === 'object' && value !== null) {
    const isMap = shape.kind === 'map';
    const entries = Object.entries(value)
      .filter(([, each]) => each !== null && each !== undefined)
      .map(([name, each]): Entry => {
        const its = isMap ? shape.of() : memberShape(shape, name);
        return { name, shape: its, code: writeValue(language, each, { shape: its, member: name }, deeper) };
      });
    if (isMap) return language.map(entries, shape.of(), indent);
    const name = shape.kind === 'structure' ? shape.name : member;
    const isUnion = shape.kind === 'structure' && shape.isUnion;
    return language.structure(entries, { name, isUnion, isElement }, indent);
  }
  return writeScalar(language, value, shape);
};

const writeScalar = (language: Language, value: unknown, shape: Shape): string => {
  if (shape.kind === 'timestamp') return language.timestamp(momentOf(value));
  if (typeof value === 'boolean') return language.boolean(value);
  if (typeof value === 'number') return language.number(value, shape);
  const text = String(value);
  if (shape.kind === 'blob') return language.blob(text);
  if (shape.kind === 'enum' && language.enumValue) return language.enumValue(text, shape.name);
  return language.text(text);
};

/** The wire has seconds, or ISO 8601. What is neither stays as it is, to be refused again. */
const momentOf = (value: unknown): string => {
  const date = new Date(typeof value === 'number' ? value * 1000 : String(value));
  return Number.isNaN(date.getTime()) ? String(value) : date.toISOString();
};

/** Writes elements on lines of their own between brackets; nothing between them if there are none. */
export const block = (
  [open, close]: readonly [string, string],
  lines: readonly string[],
  indent: string,
): string =>
  lines.length === 0
    ? open + close
    : `${open}\n${lines.map((line) => `${indent}${STEP}${line},\n`).join('')}${indent}${close}`;
