import {
  type Compilable,
  type CompiledQuery,
  type DatabaseConnection,
  HandleEmptyInListsPlugin,
} from 'kysely';
import type { Queries } from './tables.ts';

/** A query that is run often, with other values each time. */
export interface Prepared<Values, Row> {
  all(db: Queries, values: Values): Promise<Row[]>;
  first(db: Queries, values: Values): Promise<Row | undefined>;
  /** For what answers no rows: how many it changed. */
  run(db: Queries, values: Values): Promise<number>;
}

/**
 * Prepares a query: Kysely builds and compiles it the first time, afterwards only its values are new. Building takes
 * several times as long as SQLite takes to run it, so whatever every request or task does is prepared.
 *
 * `build` must only pass values on, not look at them: it is given stand-ins. It is called again for values of another
 * shape: other members (undefined counts as absent) or a list of another length.
 *
 * @example
 * const byId = prepare((db, { id }: { id: string }) => db.selectFrom('jobs').selectAll().where('id', '=', id));
 * await byId.first(db, { id: '4711' });
 */
export const prepare = <Values extends object, Row>(
  build: (db: Queries, values: Values) => Compilable<Row>,
): Prepared<Values, Row> => {
  // By the adapter, of which each open store has one: in another dialect the text is another one.
  const stores = new WeakMap<object, Map<string, CompiledQuery<Row>>>();

  const compiled = (db: Queries, values: Values, shape: string): CompiledQuery<Row> => {
    const { adapter } = db.getExecutor();
    const known = stores.get(adapter) ?? new Map<string, CompiledQuery<Row>>();
    const present = known.get(shape);
    if (present) return present;
    const query = build(db, standIns(values, { count: 0 }) as Values).compile();
    if (!isWatched(db)) stores.set(adapter, known.set(shape, query));
    return query;
  };

  const execute = (db: Queries, values: Values) => {
    const leaves: unknown[] = [];
    const query = compiled(db, values, flatten(values, leaves));
    const parameters = query.parameters.map((parameter) =>
      parameter instanceof StandIn ? leaves[parameter.index] : parameter,
    );
    return (connections.get(db) ?? db).executeQuery<Row>({ ...query, parameters });
  };
  return {
    all: async (db, values) => (await execute(db, values)).rows,
    first: async (db, values) => (await execute(db, values)).rows[0],
    run: async (db, values) => Number((await execute(db, values)).numAffectedRows ?? 0n),
  };
};

/** Whether a plugin beside our own is there to see each query: then each is built anew, and goes through Kysely. */
const isWatched = (db: Queries): boolean =>
  !db.getExecutor().plugins.every((plugin) => plugin instanceof HandleEmptyInListsPlugin);

const connections = new WeakMap<Queries, DatabaseConnection>();

/**
 * Lets the prepared queries of `db` go straight to the connection that all of its queries run on. On its own way there
 * Kysely asks for the connection each time, which takes as long as the query itself.
 */
export const bindConnection = (db: Queries, connection: DatabaseConnection): void => {
  if (!isWatched(db)) connections.set(db, connection);
};

/** Stands for a value; Kysely passes it through as it passes any parameter. */
class StandIn {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

/** Appends the values that are neither list nor object to `leaves`, and answers the shape that they stand in. */
const flatten = (value: unknown, leaves: unknown[]): string => {
  if (typeof value !== 'object' || value === null) {
    leaves.push(value);
    return '?';
  }
  if (Array.isArray(value)) return `[${value.map((element) => flatten(element, leaves)).join()}]`;
  let shape = '{';
  for (const [name, member] of Object.entries(value)) {
    if (member !== undefined) shape += `${name}${flatten(member, leaves)}`;
  }
  return `${shape}}`;
};

/** A value of the same shape, its leaves numbered in the order of `flatten`. */
const standIns = (value: unknown, leaves: { count: number }): unknown => {
  if (typeof value !== 'object' || value === null) return new StandIn(leaves.count++);
  if (Array.isArray(value)) return value.map((element) => standIns(element, leaves));
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, standIns(member, leaves)]));
};
