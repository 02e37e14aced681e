import type { Node } from 'oxc-parser';

/** A replacement of a part of the text. */
export interface Replacement {
  kind: string;
  start: number;
  end: number;
  after: string;
}

/** The members read of a node of any type. */
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

/** Calls that filter, order or trim the result of a chain. */
const narrowing =
  /^(where|whereRef|orderBy|filter|toSorted|sort|reverse|toReversed|slice|trim|toLowerCase|toUpperCase)$/;

/** Whether a statement only writes to a log or to the standard streams, which tests do not check. */
export const isLog = (node: Node, text: string): boolean =>
  (node.type as string) === 'ExpressionStatement' &&
  /^\(?(await )?([\w.]*\.)?(log|logger|console|process\.std\w+)\??\./.test(text.slice(node.start, node.end));

/** Numbers from here on are milliseconds or bytes: no test notices a difference of one. */
const TELLING_NUMBERS_END = 1000;

/** Returns every replacement of a node, without kinds that are mostly equivalent to the original. */
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

/** Returns the replacements of a constant. Texts with spaces, which are for people, and shorthand members have none. */
const constant = ({ value }: Parts, parent: Parts | undefined, text: string): string[] => {
  if (parent?.type === 'Property' && !text.slice(parent.start, parent.end).includes(':')) return [];
  if (typeof value === 'boolean') return [String(!value)];
  if (typeof value === 'number') return value < TELLING_NUMBERS_END ? [String(value + 1)] : [];
  if (typeof value !== 'string' || value === '' || /\s/.test(value)) return [];
  return ["''"];
};

/** Returns one replacement per element, which removes it and its trailing comma. */
const withoutEach = (kind: string, parts: readonly (Node | null)[], text: string): Replacement[] =>
  parts.flatMap((part) => {
    if (!part) return [];
    const comma = /^\s*,/.exec(text.slice(part.end));
    return [{ kind, start: part.start, end: part.end + (comma?.[0].length ?? 0), after: '' }];
  });
