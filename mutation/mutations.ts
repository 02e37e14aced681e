import { type Node, parseSync, visitorKeys } from 'oxc-parser';
import { isLog, replacementsOf } from './kinds.ts';

/** One replacement at one place of the source. */
export interface Mutation {
  file: string;
  /** The file's modification time in milliseconds since 1970. */
  fileChangedAt: number;
  /** From 1. */
  line: number;
  kind: string;
  /** The place, as offsets into the text. */
  start: number;
  end: number;
  before: string;
  after: string;
  /** The names of the enclosing functions, innermost first; empty for an anonymous one. */
  functions: string[];
}

/** Whether a node is a type, import or export, which has no behaviour to mutate. */
const isIgnored = ({ type }: Node): boolean =>
  /^(Import|ExportAll|ExportSpecifier)/.test(type) ||
  (type.startsWith('TS') && !/^TS(As|Satisfies|NonNull)/.test(type));

const childrenOf = (node: Node): Node[] =>
  (visitorKeys[node.type] ?? [])
    .flatMap((key) => (node as unknown as Record<string, unknown>)[key] as Node | Node[] | null)
    .filter((child) => child != null && typeof child.type === 'string' && !isIgnored(child)) as Node[];

/** The name that V8 gives to a function: its own, or that of the variable or member it is assigned to. */
const nameOf = (node: Node, parent: Node | undefined): string | undefined => {
  if (!/Function/.test(node.type)) return undefined;
  const named = (node as { id?: { name?: string } }).id?.name;
  if (named !== undefined) return named;
  const holder = parent as { id?: { name?: string }; key?: { name?: string } } | undefined;
  return holder?.id?.name ?? holder?.key?.name ?? '';
};

/** Returns every mutation of a file, in the order of the text. Throws if the text is not TypeScript. */
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

/** Applies a mutation to the text of its file. */
export const mutate = (text: string, { start, end, after }: Mutation): string =>
  text.slice(0, start) + after + text.slice(end);
