import type { SelectQueryBuilder } from 'kysely';
import { currentKey } from '../flow/on-behalf.ts';
import { pieces } from '../flow/pace.ts';
import { type Filtered, type Key, readFilteredPage, readSortedPage } from '../sql/filtered-page.ts';
import type { Page } from '../sql/page.ts';
import { type Contract, type OperationOf, permitted } from './operation.ts';
import type { PageScope, PageTokens } from './page-tokens.ts';
import type { Permit } from './permit.ts';

type Order = Page['order'];

/** A page of more items lets others have their turn before it is shown and encoded, a millisecond for a hundred opportunities. */
const SHOWN_AT_ONCE = 20;

/** Settings that all lists of a service share. */
export interface Paging<Call> {
  /** The request member that holds the page size. */
  sizeMember: string;
  /** Items per page if the request does not say. */
  pageSize: number;
  /** The order that a request asks for. */
  orderOf(input: object): Order;
  /** What a token is valid for: this list, with these filters, for this caller. */
  scopeOf(list: string, filters: object, call: Call): PageScope;
  /** The error for a NextToken that was not given for this request. */
  invalidToken(): Error;
}

/** A column to sort by, with its table's alias if the query joins. If the row's member has another name, both names. */
type SortKey<Row> =
  | (keyof Row & string)
  | `${string}.${keyof Row & string}`
  | readonly [column: string, member: keyof Row & string];

type Item<Items> = NonNullable<Items> extends readonly (infer I)[] ? I : never;

/** A list of a service: its rows, their order, and the item for a row. */
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
  /** Default: access level List, on `*`. */
  permit?: Permit<Input & object>;
  /** The output member that holds the items. */
  items: Member;
  /** Runs before the query, which gets its result: checks the input, or reads what the query needs. */
  first?: (input: Input, call: Call) => First | Promise<First>;
  /**
   * Selects all rows of the list: a query if an index has them in order, else what the filters are. Returns undefined if there
   * cannot be any.
   */
  query: (
    input: Input,
    call: Call,
    first: First,
  ) => SelectQueryBuilder<DB, TB, Row> | Filtered<DB, TB, Row> | undefined;
  /** The sort keys, together unique per row. NextToken holds a row's values of them as its position. */
  keys: readonly SortKey<Row>[] | ((input: Input) => readonly SortKey<Row>[]);
  /** Default: the order that the request asks for. */
  order?: Order;
  /** Items per page if the request does not say. Default: the service's page size. */
  pageSize?: number;
  /** Reads what `show` needs besides the rows, once per page. */
  lookUp?: (rows: readonly Row[], call: Call) => Promise<Extra>;
  /** Converts a row to an item. */
  show: (row: Row, call: Call, extra: Extra) => Item<Output[Member]>;
}

/**
 * Makes the function that defines a list operation of a service. The operation reads one page by its keys and returns
 * its items, and a NextToken if there may be more. Costs what `readFilteredPage`, `first` and `lookUp` cost.
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
    ...permitted(list.permit ?? 'List'),
    name,
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
      const page = { keys: keys.map(keyOf), order, after, limit };
      const { rows, next } = await ('bases' in query
        ? readFilteredPage(query, page)
        : readSortedPage(query, page));
      const extra = (list.lookUp && (await list.lookUp(rows, call))) as Extra;
      if (rows.length > SHOWN_AT_ONCE) await pieces.begin(currentKey());
      return {
        [list.items]: rows.map((row) => list.show(row, call, extra)),
        NextToken: next && call.pageTokens.seal(scope, next),
      };
    },
  });

type Asked = Record<string, unknown> & { NextToken?: string };

/** A row names a column without the table's alias. */
const keyOf = (key: SortKey<never>): Key =>
  typeof key === 'string'
    ? { column: key, member: key.slice(key.lastIndexOf('.') + 1) }
    : { column: key[0], member: key[1] };
