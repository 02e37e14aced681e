import type { SelectQueryBuilder } from 'kysely';
import { type Page, readPage } from '../sql/page.ts';
import type { Contract, OperationOf } from './operation.ts';
import type { PageScope, PageTokens, Position } from './page-tokens.ts';

type Order = Page['order'];

/** What the lists of a service have in common. */
export interface Paging<Call> {
  /** The member of a request that says how many items a page has. */
  sizeMember: string;
  /** How many it has if the request does not say. */
  pageSize: number;
  /** The order that a request asks for. */
  orderOf(input: object): Order;
  /** What a token is valid for: this list, with these filters, for this caller. */
  scopeOf(list: string, filters: object, call: Call): PageScope;
  /** The error for a NextToken that was not given for this request. */
  invalidToken(): Error;
}

/** A column to sort by, with its table's alias if the query joins. If rows have it under another name, both. */
type SortKey<Row> =
  | (keyof Row & string)
  | `${string}.${keyof Row & string}`
  | readonly [column: string, member: keyof Row & string];

type Item<Items> = NonNullable<Items> extends readonly (infer I)[] ? I : never;

/** A list of a service: which rows, in which order, and how one is shown. */
export interface List<
  Input,
  Output,
  Call,
  Member extends keyof Output,
  DB,
  TB extends keyof DB,
  Row,
  First,
  Extra,
> {
  /** The member of the answer that holds the items. */
  items: Member;
  /** Checks or reads what the query needs; it is given the result. */
  first?: (input: Input, call: Call) => First | Promise<First>;
  /** Selects all rows of the list. Undefined if there cannot be any. */
  query: (input: Input, call: Call, first: First) => SelectQueryBuilder<DB, TB, Row> | undefined;
  /** What rows are sorted by, the last of which tells them apart; a row's values are its position, kept in NextToken. */
  keys: readonly SortKey<Row>[] | ((input: Input) => readonly SortKey<Row>[]);
  /** Default: what the request asks for. */
  order?: Order;
  /** How many items a page has if the request does not say. Default: that of the service. */
  pageSize?: number;
  /** Reads what `show` needs beside the rows, for a whole page at once. */
  lookUp?: (rows: readonly Row[], call: Call) => Promise<Extra>;
  /** Makes the item of a row. */
  show: (row: Row, call: Call, extra: Extra) => Item<Output[Member]>;
}

/**
 * Makes what defines a list operation of a service. The operation reads one page by its keys, and answers its items, and a
 * NextToken if there are more. It costs one query, and what `first` and `lookUp` cost.
 */
export const listOf =
  <C extends Contract, Call extends { pageTokens: PageTokens }>(paging: Paging<Call>) =>
  <
    Name extends keyof C & string,
    Member extends keyof C[Name]['output'],
    DB,
    TB extends keyof DB,
    Row,
    First = undefined,
    Extra = undefined,
  >(
    name: Name,
    list: List<C[Name]['input'], C[Name]['output'], Call, Member, DB, TB, Row, First, Extra>,
  ): OperationOf<C, Call, Name> => ({
    name,
    access: 'List',
    handle: async (input, call) => {
      const first = (list.first && (await list.first(input, call))) as First;
      const query = list.query(input, call, first);
      if (!query) return { [list.items]: [] };
      const { NextToken, [paging.sizeMember]: size, ...filters } = input as Asked;
      const scope = paging.scopeOf(name, filters, call);
      const keys = typeof list.keys === 'function' ? list.keys(input) : list.keys;
      const limit = typeof size === 'number' ? size : (list.pageSize ?? paging.pageSize);
      const after = NextToken ? call.pageTokens.open(scope, NextToken) : undefined;
      if (NextToken && !after) throw paging.invalidToken();
      const order = list.order ?? paging.orderOf(input);
      const found = await readPage(query, { keys: keys.map(columnOf), order, after, limit });
      const rows = found.slice(0, limit);
      const last = found.length > limit ? rows.at(-1) : undefined;
      const extra = (list.lookUp && (await list.lookUp(rows, call))) as Extra;
      return {
        [list.items]: rows.map((row) => list.show(row, call, extra)),
        NextToken: last && call.pageTokens.seal(scope, positionOf(last, keys)),
      };
    },
  });

type Asked = Record<string, unknown> & { NextToken?: string };

const columnOf = (key: SortKey<never>): string => (typeof key === 'string' ? key : key[0]);

/** Where a row stands: its keys. A row has a column under its name without the table's alias. */
const positionOf = <Row>(row: Row, keys: readonly SortKey<Row>[]): Position =>
  keys.map((key) => {
    const member = typeof key === 'string' ? key.slice(key.lastIndexOf('.') + 1) : key[1];
    return row[member as keyof Row] as string | number;
  });
