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
  const stores = new WeakMap<object, Compiled<Row>[]>();

  const compile = (db: Queries, values: Values): Compiled<Row> => {
    const shape = shapeOf(values);
    return { shape, query: build(db, standIns(shape, { count: 0 }) as Values).compile() };
  };

  /** The query for these values, whose leaves are appended to `leaves`. */
  const find = (db: Queries, values: Values, leaves: unknown[]): CompiledQuery<Row> => {
    const { adapter } = db.getExecutor();
    const known = stores.get(adapter) ?? [];
    for (const { shape, query } of known) {
      if (collect(shape, values, leaves)) return query;
      leaves.length = 0;
    }
    const compiled = compile(db, values);
    collect(compiled.shape, values, leaves);
    if (!isWatched(db)) stores.set(adapter, [...known, compiled]);
    return compiled.query;
  };

  const execute = (db: Queries, values: Values) => {
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

/** How values stand in one another: a leaf, the elements of a list, or the members of an object. */
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

/** Appends the leaves of a value to `leaves`, in order. False, and some of them appended, where it has another shape. */
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
  // Member by member beside the names that are known: a text of them to look up would take as long as a small query.
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
