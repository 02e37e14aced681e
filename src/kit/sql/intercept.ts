import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely';
import type { Connections } from './dialect.ts';

/**
 * Runs each statement that Kysely sends by calling `run`, or throws instead. It is not called for BEGIN, COMMIT and
 * ROLLBACK, so that a transaction rolls back if one of its statements fails.
 */
export type Interceptor = <Row>(
  statement: CompiledQuery,
  run: () => Promise<QueryResult<Row>>,
) => Promise<QueryResult<Row>>;

/**
 * Returns connections that pass every statement, prepared queries included, to an interceptor on the connection that
 * runs it. Tests use this to make a statement fail, delay it or repeat it. The given connections stay unchanged.
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
