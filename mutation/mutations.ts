import { type Node, parseSync, visitorKeys } from 'oxc-parser';
import { isLog, replacementsOf } from './kinds.ts';

/** One change of one place. */
export interface Mutation {
  file: string;
  /** When the file was last written, in milliseconds since 1970. */
  fileChangedAt: number;
  /** Counted from 1. */
  line: number;
  kind: string;
  /** The place, as offsets into the text. */
  start: number;
  end: number;
  before: string;
  after: string;
  /** The names of the functions that the place is in, innermost first; empty for one without a name. */
  functions: string[];
}

/** Node types that are types alone, or that would change what a module is rather than what it does. */
const isIgnored = ({ type }: Node): boolean =>
  /^(Import|ExportAll|ExportSpecifier)/.test(type) ||
  (type.startsWith('TS') && !/^TS(As|Satisfies|NonNull)/.test(type));

const childrenOf = (node: Node): Node[] =>
  (visitorKeys[node.type] ?? [])
    .flatMap((key) => (node as unknown as Record<string, unknown>)[key] as Node | Node[] | null)
    .filter((child) => child != null && typeof child.type === 'string' && !isIgnored(child)) as Node[];

/** The name that V8 gives to a function: its own, or that of what it is assigned to. */
const nameOf = (node: Node, parent: Node | undefined): string | undefined => {
  if (!/Function/.test(node.type)) return undefined;
  const named = (node as { id?: { name?: string } }).id?.name;
  if (named !== undefined) return named;
  const holder = parent as { id?: { name?: string }; key?: { name?: string } } | undefined;
  return holder?.id?.name ?? holder?.key?.name ?? '';
};

/** Every mutation of a file's text, in the order of the text. Throws if the text is not TypeScript. */
export const mutationsOf = (file: string, text: string, fileChangedAt = 0): Mutation[] => {
  const { program, errors } = parseSync(file, text);
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
  const found: Mutation[] = [];
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;

  const walk = (node: Node, parents: readonly Node[], functions: readonly string[]): void => {
    if (isLog(node, text)) return;
    const name = nameOf(node, parents[0]);
    const inside = name === undefined ? functions : [name, ...functions];
    for (const { kind, start, end, after } of replacementsOf(node, parents, text)) {
      const before = text.slice(start, end);
      found.push({
        file,
        fileChangedAt,
        line: lineAt(start),
        kind,
        start,
        end,
        before,
        after,
        functions: [...inside],
      });
    }
    for (const child of childrenOf(node)) walk(child, [node, ...parents], inside);
  };
  walk(program as unknown as Node, [], []);
  return found.sort((one, other) => one.start - other.start);
};

/** A text with one mutation made. */
export const mutate = (text: string, { start, end, after }: Mutation): string =>
  text.slice(0, start) + after + text.slice(end);
