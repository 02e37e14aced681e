import type { Compilable, CompiledQuery, DatabaseConnection, Kysely } from 'kysely';

/** A query on the tables `DB` that is run often, with other values each time. */
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
 * `build` must pass values on without looking at them, because it is given placeholders. It is called again for values
 * of another shape: other members (undefined counts as absent) or a list of another length.
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
  // By the adapter, of which each open database has one: another dialect needs another text.
  const databases = new WeakMap<object, Compiled<Row>[]>();

  const compile = (db: Kysely<DB>, values: Values): Compiled<Row> => {
    const shape = shapeOf(values);
    return { shape, query: build(db, standIns(shape, { count: 0 }) as Values).compile() };
  };

  /** The query for these values, whose leaves are appended to `leaves`. */
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

  const execute = (db: Kysely<DB>, values: Values) => {
    const leaves: unknown[] = [];
    const query = find(db, values, leaves);
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

/** A query as Kysely compiled it for values of one shape. */
interface Compiled<Row> {
  shape: Shape;
  query: CompiledQuery<Row>;
}

const connections = new WeakMap<object, DatabaseConnection>();

/**
 * Lets the prepared queries of `db` go straight to the connection that all of its queries run on. Kysely would ask for
 * the connection on each run, which takes as long as the query itself.
 */
export const bindConnection = <DB>(db: Kysely<DB>, connection: DatabaseConnection): void => {
  connections.set(db, connection);
};

/** A placeholder for a value; Kysely treats it as any parameter. */
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

/** Appends the leaves of a value to `leaves`, in order. False, with some leaves appended, if the value has another shape. */
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
  // Compares member by member: to build a text as the key of a map would take as long as a small query.
  let index = 0;
  for (const name in value) {
    const member = (value as Record<string, unknown>)[name];
    if (member === undefined) continue;
    if (shape.names[index] !== name || !collect(shape.members[index], member, leaves)) return false;
    index += 1;
  }
  return index === shape.names.length;
};

/** A value of this shape, its leaves numbered in their order. */
const standIns = (shape: Shape, leaves: { count: number }): unknown => {
  if (shape === undefined) return new StandIn(leaves.count++);
  if (isList(shape)) return shape.map((element) => standIns(element, leaves));
  return Object.fromEntries(shape.names.map((name, index) => [name, standIns(shape.members[index], leaves)]));
};
