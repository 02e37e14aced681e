/**
 * Returns those columns whose values change. SQLite writes the indexes of every column that an UPDATE sets, also if its value stays: a
 * page for each in most commits, where they are sorted by random ids.
 */
export const changedColumns = <Columns extends object>(
  before: Readonly<Columns>,
  after: Columns,
): Partial<Columns> =>
  Object.fromEntries(
    Object.entries(after).filter(([column, value]) => before[column as keyof Columns] !== value),
  ) as Partial<Columns>;
