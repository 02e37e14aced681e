/**
 * Node.js 22 and 23 warn at each start that `node:sqlite` may change. What cosell uses of it is tested with each of them, and a
 * reader of standard error can do nothing about it. Other warnings stay.
 */
const emit = process.emitWarning;

process.emitWarning = ((warning: string | Error, ...rest: unknown[]): void => {
  if (rest[0] === 'ExperimentalWarning' && String(warning).startsWith('SQLite is')) return;
  Reflect.apply(emit, process, [warning, ...rest]);
}) as typeof process.emitWarning;
