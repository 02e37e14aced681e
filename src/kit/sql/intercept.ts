import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely';
import type { Connections } from './dialect.ts';

/**
 * Stands between Kysely and the database: each statement is run by `run`, or fails in its place. The commands that begin
 * and end transactions do not come by, so that a transaction whose statement fails is rolled back.
 */
export type Interceptor = <Row>(
  statement: CompiledQuery,
  run: () => Promise<QueryResult<Row>>,
) => Promise<QueryResult<Row>>;

/**
 * Lets an interceptor see every statement of a database, those of prepared queries among them, on the very connection
 * that runs it: for tests of what happens if one fails, is late or comes once too often. Connections that nobody
 * intercepts are not touched by it.
 */
export const intercept = (connections: Connections, interceptor: Interceptor): Connections => ({
  ...connections,
  reads: interceptDialect(connections.reads, interceptor),
  writes: interceptDialect(connections.writes, interceptor),
  ...(connections.reader && { reader: new InterceptedConnection(connections.reader, interceptor) }),
});

class InterceptedConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection;
  readonly #interceptor: Interceptor;

  constructor(inner: DatabaseConnection, interceptor: Interceptor) {
    this.inner = inner;
    this.#interceptor = interceptor;
  }

  executeQuery<Row>(statement: CompiledQuery): Promise<QueryResult<Row>> {
    return this.#interceptor(statement, () => this.inner.executeQuery<Row>(statement));
  }

  streamQuery<Row>(statement: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    return this.inner.streamQuery<Row>(statement, chunkSize);
  }
}

const interceptDialect = (dialect: Dialect, interceptor: Interceptor): Dialect => ({
  createDriver: () => interceptDriver(dialect.createDriver(), interceptor),
  createAdapter: () => dialect.createAdapter(),
  createQueryCompiler: () => dialect.createQueryCompiler(),
  createIntrospector: (db) => dialect.createIntrospector(db),
});

const interceptDriver = (driver: Driver, interceptor: Interceptor): Driver => ({
  init: () => driver.init(),
  acquireConnection: async () => new InterceptedConnection(await driver.acquireConnection(), interceptor),
  beginTransaction: (connection, settings) => driver.beginTransaction(innerOf(connection), settings),
  commitTransaction: (connection) => driver.commitTransaction(innerOf(connection)),
  rollbackTransaction: (connection) => driver.rollbackTransaction(innerOf(connection)),
  releaseConnection: (connection) => driver.releaseConnection(innerOf(connection)),
  destroy: () => driver.destroy(),
});

const innerOf = (connection: DatabaseConnection): DatabaseConnection =>
  connection instanceof InterceptedConnection ? connection.inner : connection;
