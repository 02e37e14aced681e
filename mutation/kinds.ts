import type { Node } from 'oxc-parser';

/** What a place becomes. */
export interface Replacement {
  kind: string;
  start: number;
  end: number;
  after: string;
}

/** What is looked at of a node, whichever its type. */
type Parts = Node & {
  operator?: string;
  left?: Node;
  right?: Node;
  test?: Node;
  argument?: Node;
  expression?: Node;
  callee?: Node & { object?: Node; property?: { name?: string } };
  elements?: (Node | null)[];
  properties?: Node[];
  value?: unknown;
};

const turned: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
};

/** Calls in a chain that narrow or order what the chain answers: without one, it answers more, or in another order. */
const narrowing =
  /^(where|whereRef|orderBy|filter|toSorted|sort|reverse|toReversed|slice|trim|toLowerCase|toUpperCase)$/;

/** Whether a statement only writes to a log or to the standard streams: its words are no behaviour, and no test reads them. */
export const isLog = (node: Node, text: string): boolean =>
  (node.type as string) === 'ExpressionStatement' &&
  /^\(?(await )?([\w.]*\.)?(log|logger|console|process\.std\w+)\??\./.test(text.slice(node.start, node.end));

/** Thousands are milliseconds and bytes: no test tells one more from as many. */
const TELLING_NUMBERS_END = 1000;

/** Every replacement of a node. Kinds of which most do the same as before are left out. */
export const replacementsOf = (given: Node, parents: readonly Node[], text: string): Replacement[] => {
  const node = given as Parts;
  const parent = parents[0] as Parts | undefined;
  const textOf = (part: Node) => text.slice(part.start, part.end);
  const whole = (kind: string, after: string): Replacement => ({
    kind,
    start: node.start,
    end: node.end,
    after,
  });
  const condition = (test: Node, values = ['true', 'false']): Replacement[] =>
    values.map((after) => ({ kind: 'condition', start: test.start, end: test.end, after }));

  switch (node.type as string) {
    case 'BinaryExpression': {
      const { left, right, operator = '' } = node as Required<Parts>;
      const after = turned[operator];
      const isText = operator === '+' && /['"`]/.test(textOf(left) + textOf(right));
      if (!after || isText) return [];
      const kind = /[=<>]/.test(operator) ? 'comparison' : 'arithmetic';
      return [whole(kind, `${textOf(left)} ${after} ${textOf(right)}`)];
    }
    case 'LogicalExpression': {
      const { left, right } = node as Required<Parts>;
      return [left, right].map((side) => whole('one side', `(${textOf(side)})`));
    }
    case 'IfStatement':
    case 'ConditionalExpression':
      return condition((node as Required<Parts>).test);
    case 'WhileStatement':
      return condition((node as Required<Parts>).test, ['false']);
    case 'UnaryExpression':
      return node.operator === '!' ? [whole('negation', textOf((node as Required<Parts>).argument))] : [];
    case 'Literal':
      return constant(node, parent, text).map((after) => whole('constant', after));
    case 'ExpressionStatement': {
      if ((node as { directive?: string | null }).directive) return [];
      const { expression } = node as Required<Parts>;
      const isAwait = (expression.type as string) === 'AwaitExpression';
      const unawaited = isAwait
        ? [whole('await', `void ${textOf((expression as Required<Parts>).argument)};`)]
        : [];
      return [whole('statement', ';'), ...unawaited];
    }
    case 'ThrowStatement':
      return [whole('statement', ';')];
    case 'CallExpression': {
      const { callee } = node as Required<Parts>;
      return callee.object && narrowing.test(callee.property?.name ?? '')
        ? [whole('call', textOf(callee.object))]
        : [];
    }
    case 'ArrayExpression':
      return withoutEach('element', node.elements ?? [], text);
    case 'ObjectExpression':
      return withoutEach('member', node.properties ?? [], text);
    default:
      return [];
  }
};

/** What becomes of a constant. A text for people, a key of an object, and what is only imported or indexed stay. */
const constant = ({ value }: Parts, parent: Parts | undefined, text: string): string[] => {
  if (parent?.type === 'Property' && !text.slice(parent.start, parent.end).includes(':')) return [];
  if (typeof value === 'boolean') return [String(!value)];
  if (typeof value === 'number') return value < TELLING_NUMBERS_END ? [String(value + 1)] : [];
  if (typeof value !== 'string' || value === '' || /\s/.test(value)) return [];
  return ["''"];
};

/** One element after the other left out, with the comma behind it. */
const withoutEach = (kind: string, parts: readonly (Node | null)[], text: string): Replacement[] =>
  parts.flatMap((part) => {
    if (!part) return [];
    const comma = /^\s*,/.exec(text.slice(part.end));
    return [{ kind, start: part.start, end: part.end + (comma?.[0].length ?? 0), after: '' }];
  });
