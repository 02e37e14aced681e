import type { Compilable, CompiledQuery, DatabaseConnection, Kysely, QueryResult } from 'kysely';
import { chain, type MaybePromise } from '../flow/maybe-promise.ts';

/** A query on the tables `DB` that runs often, with different values. */
export interface Prepared<DB, Values, Row> {
  all(db: Kysely<DB>, values: Values): Promise<Row[]>;
  first(db: Kysely<DB>, values: Values): Promise<Row | undefined>;
  /** For a statement that returns no rows: the number of rows that it changed. */
  run(db: Kysely<DB>, values: Values): Promise<number>;
}

/** Prepares queries on the tables `DB`: see `prepareOn`. */
export type Prepare<DB> = <Values extends object, Row>(
  build: (db: Kysely<DB>, values: Values) => Compilable<Row>,
) => Prepared<DB, Values, Row>;

/**
 * The function that prepares queries on the tables `DB`. Kysely builds and compiles a prepared query on its first run;
 * later runs only bind new values. Building takes several times as long as SQLite takes to run a query by key.
 *
 * `build` receives placeholders, so it must not inspect the values. It is called again for values of a different shape:
 * different members (undefined counts as absent) or a list of a different length.
 *
 * @example
 * const prepare = prepareOn<{ books: { id: string } }>();
 * const byId = prepare((db, { id }: { id: string }) => db.selectFrom('books').selectAll().where('id', '=', id));
 * await byId.first(db, { id: '4711' });
 */
export const prepareOn =
  <DB>(): Prepare<DB> =>
  (build) =>
    preparedQuery(build);

const preparedQuery = <DB, Values extends object, Row>(
  build: (db: Kysely<DB>, values: Values) => Compilable<Row>,
): Prepared<DB, Values, Row> => {
  // Keyed by adapter, which is one per open database: each dialect needs its own SQL.
  const databases = new WeakMap<object, Compiled<Row>[]>();

  const compile = (db: Kysely<DB>, values: Values): Compiled<Row> => {
    const shape = shapeOf(values);
    return { shape, query: build(db, standIns(shape, { count: 0 }) as Values).compile() };
  };

  /** Returns the query for these values, and appends their leaves to `leaves`. */
  const find = (db: Kysely<DB>, values: Values, leaves: unknown[]): CompiledQuery<Row> => {
    const { adapter } = db.getExecutor();
    const known = databases.get(adapter) ?? [];
    for (const { shape, query } of known) {
      if (collect(shape, values, leaves)) return query;
      leaves.length = 0;
    }
    const compiled = compile(db, values);
    collect(compiled.shape, values, leaves);
    databases.set(adapter, [...known, compiled]);
    return compiled.query;
  };

  const execute = (db: Kysely<DB>, values: Values): MaybePromise<QueryResult<Row>> => {
    const leaves: unknown[] = [];
    const query = find(db, values, leaves);
    const parameters = query.parameters.map((parameter) =>
      parameter instanceof StandIn ? leaves[parameter.index] : parameter,
    );
    const connection: BoundConnection | undefined = connections.get(db);
    const bound = { ...query, parameters };
    if (connection?.run) return connection.run<Row>(bound);
    return (connection ?? db).executeQuery<Row>(bound);
  };
  return {
    all: async (db, values) => chain(execute(db, values), ({ rows }) => rows),
    first: async (db, values) => chain(execute(db, values), ({ rows }) => rows[0]),
    run: async (db, values) =>
      chain(execute(db, values), ({ numAffectedRows }) => Number(numAffectedRows ?? 0n)),
  };
};

/** A query as Kysely compiled it for values of one shape. */
interface Compiled<Row> {
  shape: Shape;
  query: CompiledQuery<Row>;
}

/** A connection that may have the rows of a query at once, which then need no promise. */
export interface BoundConnection extends DatabaseConnection {
  run?<Row>(query: CompiledQuery): MaybePromise<QueryResult<Row>>;
}

const connections = new WeakMap<object, BoundConnection>();

/**
 * Makes the prepared queries of `db` run directly on its only connection. Acquiring the connection through Kysely on
 * each run takes as long as the query itself.
 */
export const bindConnection = <DB>(db: Kysely<DB>, connection: BoundConnection): void => {
  connections.set(db, connection);
};

/** A placeholder for a value; Kysely treats it like any parameter. */
class StandIn {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

/** How values are nested: a leaf, the elements of a list, or the members of an object. */
type Shape = undefined | readonly Shape[] | ObjectShape;

interface ObjectShape {
  readonly names: readonly string[];
  readonly members: readonly Shape[];
}

const isList = (shape: readonly Shape[] | ObjectShape): shape is readonly Shape[] => Array.isArray(shape);

const shapeOf = (value: unknown): Shape => {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return value.map(shapeOf);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return { names: members.map(([name]) => name), members: members.map(([, member]) => shapeOf(member)) };
};

/** Appends the leaves of a value to `leaves`, in order. Returns false, with some leaves appended, if the shape differs. */
const collect = (shape: Shape, value: unknown, leaves: unknown[]): boolean => {
  const isLeaf = typeof value !== 'object' || value === null;
  if (shape === undefined || isLeaf) {
    leaves.push(value);
    return shape === undefined && isLeaf;
  }
  if (isList(shape)) {
    if (!Array.isArray(value) || value.length !== shape.length) return false;
    return shape.every((element, index) => collect(element, value[index], leaves));
  }
  if (Array.isArray(value)) return false;
  // Compares member by member: building a string key would take as long as a small query.
  let index = 0;
  for (const name in value) {
    const member = (value as Record<string, unknown>)[name];
    if (member === undefined) continue;
    if (shape.names[index] !== name || !collect(shape.members[index], member, leaves)) return false;
    index += 1;
  }
  return index === shape.names.length;
};

/** Returns a value of this shape with numbered placeholders as leaves. */
const standIns = (shape: Shape, leaves: { count: number }): unknown => {
  if (shape === undefined) return new StandIn(leaves.count++);
  if (isList(shape)) return shape.map((element) => standIns(element, leaves));
  return Object.fromEntries(shape.names.map((name, index) => [name, standIns(shape.members[index], leaves)]));
};
