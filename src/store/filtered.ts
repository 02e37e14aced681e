import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { Filter, RangeFilter, ValueFilter } from '../kit/sql/filter.ts';
import type { Filtered } from '../kit/sql/filtered-page.ts';
import type { Queries } from './tables.ts';

/** Selects the rows of `all`, or of several queries together, that match the filters; undefined ones match all. */
export const filtered = <DB, TB extends keyof DB, Row>(
  db: Queries,
  all: SelectQueryBuilder<DB, TB, Row> | readonly SelectQueryBuilder<DB, TB, Row>[],
  filters: readonly (Filter | undefined)[] = [],
): Filtered<DB, TB, Row> => ({
  db: db as unknown as Kysely<DB>,
  bases: Array.isArray(all) ? all : [all as SelectQueryBuilder<DB, TB, Row>],
  filters: filters.filter((filter) => filter !== undefined),
});

/** A filter by values. An empty list of values does not filter. */
export const values = (
  column: string,
  allowed: readonly string[] | undefined,
  index?: ValueFilter['index'],
  inner?: string,
): ValueFilter | undefined =>
  allowed && allowed.length > 0
    ? { column, values: allowed, ...(index && { index }), ...(inner !== undefined && { inner }) }
    : undefined;

/** A filter by a range. One without a bound does not filter. */
export const range = (
  column: string,
  comparison: RangeFilter['comparison'],
  bound: string | undefined,
  index?: RangeFilter['index'],
): RangeFilter | undefined =>
  bound === undefined ? undefined : { column, comparison, bound, ...(index && { index }) };
