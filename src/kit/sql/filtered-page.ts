import { type Kysely, type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import { allOf, conditionOf, type Filter, innerOf, type RangeFilter, rangeOf } from './filter.ts';
import { isBeyond, literal, type Page, readPage } from './page.ts';

/**
 * How many rows a page may visit to find those that match. A thousand rows take SQLite one to four milliseconds, during which
 * nothing else happens.
 */
export const MOST_VISITED = 1_000;

/** The rows of a list that match all filters, and how indexes find them. */
export interface Filtered<DB, TB extends keyof DB, Row> {
  db: Kysely<DB>;
  /**
   * Select all rows of the list together, each by an index that begins with what it selects by and ends with the sort keys.
   * One, or few that are merged.
   */
  bases: readonly SelectQueryBuilder<DB, TB, Row>[];
  filters: readonly Filter[];
}

/** A page, and the position after which the next one begins, if there may be one. */
export interface FilteredPage<Row> {
  rows: Row[];
  next: readonly (string | number)[] | undefined;
}

/** A sort key: the column of a base, with its alias, and its name in a row. */
export interface Key {
  readonly column: string;
  readonly member: string;
}

type Wanted = Omit<Page, 'keys'> & { keys: readonly Key[] };
/** Types do not matter here: what a query returns stays the same, whatever it is nested in. */
// biome-ignore lint/suspicious/noExplicitAny: a builder of unknown tables.
type Query<Row> = SelectQueryBuilder<any, any, Row>;
// biome-ignore lint/suspicious/noExplicitAny: unknown tables.
type Database = Kysely<any>;

/**
 * Reads one page of the rows that match. Never visits more than `MOST_VISITED` rows of a base, or of a value of a filter, however
 * many there are:
 *
 * 1. an index that has the filter's column before the sort keys is read once for each value, and the results are merged; what follows
 *    in it is compared with conditions that have no column of their own, as in 3;
 * 2. else, if an index finds that few rows match one of the filters, all of these are compared and sorted;
 * 3. else the rows that follow in the sort order are compared, and the page may be short, or even empty, although there are more.
 *
 * AWS docs: Service Quotas, ListServices, MaxResults: an operation can return fewer results than the maximum even when there are
 * more. Costs one to three queries, plus one per filter that has an index but does not help.
 */
export const readFilteredPage = async <DB, TB extends keyof DB, Row>(
  listing: Filtered<DB, TB, Row>,
  wanted: Wanted,
): Promise<FilteredPage<Row>> => {
  const { filters } = listing;
  const db: Database = listing.db;
  const inOrder = filters.filter((filter): filter is RangeFilter => isBoundOf(filter, wanted));
  const others = filters.filter((filter) => !isBoundOf(filter, wanted));
  const bases = (listing.bases as readonly Query<Row>[]).map((base) => inOrder.reduce(narrow, base));
  if (others.length === 0) return exact(wanted, await pageOf(db, bases, wanted));
  const [merged, another] = others.filter((filter) => !('where' in filter));
  if (merged && !another && isSortedBy(merged, wanted)) {
    const branches = valuesOf(bases, merged);
    const rest = others.filter((filter) => filter !== merged).map(conditionOf);
    if (rest.length === 0) return exact(wanted, await pageOf(db, branches, wanted));
    return readNext(db, branches, wanted, rest, Math.ceil((MOST_VISITED * bases.length) / branches.length));
  }
  const all = filters.map(conditionOf);
  for (const filter of others) {
    const branches = branchesOf<Row>(listing.bases, filter);
    if (!branches || !(await areFew(db, filter, branches))) continue;
    const few = nested(db, limited(branches, MOST_VISITED));
    return exact(wanted, await readPage(few.where(allOf(all)), flat(wanted)));
  }
  return readNext(db, bases, wanted, others.map(conditionOf));
};

/** Reads one page of a query whose rows an index has in order. One query. */
export const readSortedPage = async <DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  wanted: Wanted,
): Promise<FilteredPage<Row>> =>
  exact(wanted, await readPage(query, { ...wanted, keys: wanted.keys.map(({ column }) => column) }));

/** Compares the rows that follow in the sort order, at most so many of each base. */
const readNext = async <Row>(
  db: Database,
  bases: readonly Query<Row>[],
  wanted: Wanted,
  conditions: RawBuilder<boolean>[],
  most = MOST_VISITED,
): Promise<FilteredPage<Row>> => {
  const visited = bases.map((base) => inSortOrder(base, wanted).limit(literal(most)));
  const window = sorted(nested(db, visited), wanted).limit(literal(most));
  const matching = sorted(nested(db, [bases.length > 1 ? window : (visited[0] as Query<Row>)]), wanted)
    .where(allOf(conditions))
    .limit(literal(wanted.limit + 1));
  const page = exact(wanted, (await matching.execute()) as Row[]);
  if (page.next) return page;
  const [last] = (await sorted(nested(db, visited), wanted)
    .clearSelect()
    .select(wanted.keys.map(({ member }) => member))
    .limit(literal(1))
    .offset(literal(most - 1))
    .execute()) as Row[];
  return { rows: page.rows, next: last && positionOf(last, wanted) };
};

/** Reads a page that indexes have in its order: one, or several to merge. */
const pageOf = <Row>(db: Database, branches: readonly Query<Row>[], wanted: Wanted): Promise<Row[]> => {
  const [only] = branches;
  if (only && branches.length === 1) {
    return readPage(only, { ...wanted, keys: wanted.keys.map(({ column }) => column) });
  }
  const heads = branches.map((branch) => inSortOrder(branch, wanted).limit(literal(wanted.limit + 1)));
  return sorted(nested(db, heads), wanted)
    .limit(literal(wanted.limit + 1))
    .execute() as Promise<Row[]>;
};

/** Whether an index finds at most `MOST_VISITED` rows of a filter. Reads no more than that of the index. */
const areFew = async <Row>(
  db: Database,
  filter: Filter,
  branches: readonly Query<Row>[],
): Promise<boolean> => {
  if ('index' in filter && filter.index === 'unique') return true;
  const entries = branches.map((branch) =>
    branch
      .clearSelect()
      .select(sql`1`.as('one'))
      .limit(literal(MOST_VISITED + 1)),
  );
  const next = nested(db, entries).limit(literal(1)).offset(literal(MOST_VISITED));
  return (await next.execute()).length === 0;
};

/** Returns queries for the rows of an indexed filter, each by one range of the index, in its order. */
const branchesOf = <Row>(bases: readonly unknown[], filter: Filter): readonly Query<Row>[] | undefined => {
  if ('where' in filter || filter.index === undefined) return undefined;
  const queries = bases as readonly Query<Row>[];
  const branches =
    'values' in filter ? valuesOf(queries, filter) : queries.map((base) => narrow(base, filter));
  // Without the order PostgreSQL may prefer to read the table, if it believes that many rows match.
  const order = filter.index === 'unique' ? [] : filter.index;
  const first = 'values' in filter ? [] : [filter.inner ?? filter.column];
  return branches.map((branch) =>
    [...first, ...order].reduce((query, column) => query.orderBy(sql.ref(column)), branch),
  );
};

/** Returns a query per base and value. */
const valuesOf = <Row>(bases: readonly Query<Row>[], filter: Filter): readonly Query<Row>[] => {
  if (!('values' in filter)) return bases;
  const values = [...new Set(filter.values)];
  const write = (value: string) => (filter.areLiteral ? sql.lit(value) : sql`${value}`);
  return values.flatMap((value) =>
    bases.map((base) => base.where(sql<boolean>`${innerOf(filter)} = ${write(value)}`)),
  );
};

const limited = <Row>(branches: readonly Query<Row>[], limit: number): readonly Query<Row>[] =>
  branches.map((branch) => branch.limit(literal(limit)));

/** Selects the rows of all queries. Neither database merges a query that has a limit with what it is nested in. */
const nested = <Row>(db: Database, queries: readonly Query<Row>[]): Query<Row> => {
  const [first, ...others] = queries;
  if (!first) throw new Error('A list selects by at least one query');
  const whole = (query: Query<Row>) => db.selectFrom(query.as('page')).selectAll() as Query<Row>;
  if (others.length === 0) return whole(first);
  return whole(others.reduce((union, other) => union.unionAll(whole(other)), whole(first)));
};

const inSortOrder = <Row>(query: Query<Row>, { keys, order, after }: Wanted): Query<Row> =>
  ordered(
    query,
    keys.map(({ column }) => column),
    order,
    after,
  );

const sorted = <Row>(query: Query<Row>, { keys, order }: Wanted): Query<Row> =>
  ordered(
    query,
    keys.map(({ member }) => member),
    order,
    undefined,
  );

const ordered = <Row>(
  query: Query<Row>,
  names: readonly string[],
  order: Page['order'],
  after: Page['after'],
): Query<Row> => {
  const direction = order === 'ASCENDING' ? 'asc' : 'desc';
  const start = after ? query.where(isBeyond(names, order, after)) : query;
  return names.reduce((sort, name) => sort.orderBy(sql.ref(name), direction), start);
};

const flat = (wanted: Wanted): Page => ({ ...wanted, keys: wanted.keys.map(({ member }) => member) });

/** Whether a filter bounds the first sort key, so that the index of the order applies it. */
const isBoundOf = (filter: Filter, { keys }: Wanted): boolean =>
  'bound' in filter && filter.column === keys[0]?.member;

/** Whether an index has the filter's column before the sort keys. */
const isSortedBy = (filter: Filter, { keys }: Wanted): boolean =>
  'values' in filter &&
  filter.index !== undefined &&
  filter.index !== 'unique' &&
  keys.every(({ column }, place) => filter.index?.[place] === column);

const narrow = <Row>(query: Query<Row>, filter: RangeFilter): Query<Row> =>
  query.where(rangeOf(innerOf(filter), filter));

const exact = <Row>(wanted: Wanted, found: readonly Row[]): FilteredPage<Row> => {
  const rows = found.slice(0, wanted.limit);
  const last = rows.at(-1);
  return { rows, next: found.length > wanted.limit && last ? positionOf(last, wanted) : undefined };
};

const positionOf = <Row>(row: Row, { keys }: Wanted): (string | number)[] =>
  keys.map(({ member }) => row[member as keyof Row] as string | number);
