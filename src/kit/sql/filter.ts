import { type RawBuilder, sql } from 'kysely';

/** A condition on the rows of a list. Columns are named as the rows name them, in SQL with the alias `page` where that is needed. */
export type Filter = ValueFilter | RangeFilter | { readonly where: RawBuilder<boolean> };

/** The column has one of the values. */
export interface ValueFilter extends Indexed {
  readonly column: string;
  readonly values: readonly string[];
  /** Whether the statement has them as literals, because the index has rows of one value alone. They must be of a closed list. */
  readonly areLiteral?: true;
}

/** The column is within a bound. */
export interface RangeFilter extends Indexed {
  readonly column: string;
  readonly comparison: '<' | '>' | '>=';
  readonly bound: string;
}

interface Indexed {
  /** The column as the bases name it, if with a table's alias. */
  readonly inner?: string;
  /**
   * The columns that follow in an index that begins with what the bases select by and this column; `unique` if at most one row
   * of a base has a value. Absent: no index.
   */
  readonly index?: readonly string[] | 'unique';
}

/** The column as the bases of a list name it. */
export const innerOf = ({ inner, column }: ValueFilter | RangeFilter) => sql.ref(inner ?? column);

/** The condition, on columns as the rows name them. */
export const conditionOf = (filter: Filter): RawBuilder<boolean> => {
  if ('where' in filter) return filter.where;
  const column = sql.ref(filter.column);
  if ('bound' in filter) return rangeOf(column, filter);
  return sql<boolean>`${column} in (${sql.join([...new Set(filter.values)])})`;
};

/** An absent date is the empty text, which no range has. */
export const rangeOf = (
  column: RawBuilder<unknown>,
  { comparison, bound }: RangeFilter,
): RawBuilder<boolean> => {
  const range = sql<boolean>`${column} ${sql.raw(comparison)} ${bound}`;
  return comparison === '<' ? sql<boolean>`${range} and ${column} > ${sql.lit('')}` : range;
};

export const allOf = (conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> =>
  sql<boolean>`${sql.join(conditions, sql` and `)}`;
