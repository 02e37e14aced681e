import type { AccountId, Timestamp } from '../../model/contract.ts';
import type { ConnectionDocument } from '../../model/event-bridge.ts';
import { prepare } from '../prepare.ts';
import type { EventConnections } from '../tables/event-connections.ts';
import type { Queries } from '../tables.ts';

/** A connection of an account: how to authenticate with its API destinations. */
export interface EventConnection {
  account_id: AccountId;
  name: string;
  /** The last part of its ARN. */
  id: string;
  document: ConnectionDocument;
  /** As stored, never shown: see connection-secrets.ts. */
  secrets: string;
  created_at: Timestamp;
  modified_at: Timestamp;
}

export const connectionOf = (row: EventConnections): EventConnection => ({
  ...row,
  document: JSON.parse(row.document),
});

type ConnectionKey = Pick<EventConnections, 'account_id' | 'name'>;

const selectByKey = (db: Queries, { account_id, name }: ConnectionKey) =>
  db
    .selectFrom('event_connections')
    .selectAll()
    .where('account_id', '=', account_id)
    .where('name', '=', name);

const byKey = prepare(selectByKey);
const byKeyLocked = prepare((db, key: ConnectionKey) => selectByKey(db, key).forUpdate());

/** One query by key. */
export const findConnection = async (
  db: Queries,
  { account_id, name }: ConnectionKey,
): Promise<EventConnection | undefined> => {
  const row = await byKey.first(db, { account_id, name });
  return row && connectionOf(row);
};

/** Returns the connection of an ARN. One query by key. */
export const findConnectionByArn = async (
  db: Queries,
  { account_id, arn }: { account_id: AccountId; arn: string },
): Promise<EventConnection | undefined> => {
  const [name, id] = nameAndId(arn, account_id, 'connection');
  const connection = name === '' ? undefined : await findConnection(db, { account_id, name });
  return connection?.id === id ? connection : undefined;
};

const arnForm = /^arn:[^:]*:events:[^:]*:([^:]*):([^/]*)\/([^/]*)\/([^/]*)$/;

/** The name and id in the ARN of a connection or an API destination; empty texts if the ARN is not of this account. */
export const nameAndId = (
  arn: string,
  account: AccountId,
  kind: 'connection' | 'api-destination',
): [name: string, id: string] => {
  const [, owner, found, name = '', id = ''] = arnForm.exec(arn) ?? [];
  return owner === account && found === kind ? [name, id] : ['', ''];
};

/** Returns the connection of a name and locks it until the transaction ends. */
export const lockConnection = async (
  tx: Queries,
  { account_id, name }: ConnectionKey,
): Promise<EventConnection | undefined> => {
  const row = await byKeyLocked.first(tx, { account_id, name });
  return row && connectionOf(row);
};

/** Returns false without inserting if the account has a connection of this name. */
export const insertConnection = async (db: Queries, connection: EventConnection): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('event_connections')
    .values({ ...connection, document: JSON.stringify(connection.document) })
    .onConflict((conflict) => conflict.columns(['account_id', 'name']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
};

/** Writes the current values of a connection. */
export const updateConnection = async (
  db: Queries,
  { account_id, name, document, secrets, modified_at }: EventConnection,
): Promise<void> => {
  await db
    .updateTable('event_connections')
    .set({ document: JSON.stringify(document), secrets, modified_at })
    .where('account_id', '=', account_id)
    .where('name', '=', name)
    .execute();
};

export const deleteConnection = async (db: Queries, { account_id, name }: ConnectionKey): Promise<void> => {
  await db
    .deleteFrom('event_connections')
    .where('account_id', '=', account_id)
    .where('name', '=', name)
    .execute();
};

/** Selects an account's connections whose names start with `prefix`. */
export const queryConnections = (db: Queries, account: AccountId, prefix = '') =>
  db
    .selectFrom('event_connections')
    .selectAll()
    .where('account_id', '=', account)
    .$if(prefix !== '', (query) => query.where('name', '>=', prefix).where('name', '<', `${prefix}\u007f`));

export const countConnections = async (db: Queries, account: AccountId): Promise<number> => {
  const { count } = await db
    .selectFrom('event_connections')
    .select((select) => select.fn.countAll().as('count'))
    .where('account_id', '=', account)
    .executeTakeFirstOrThrow();
  return Number(count);
};

/** Returns, by name, the ids of the connections that exist: the last part of their ARNs. One query. */
export const findConnectionIds = async (
  db: Queries,
  { account_id, names }: { account_id: AccountId; names: string[] },
): Promise<ReadonlyMap<string, string>> => {
  const rows = await db
    .selectFrom('event_connections')
    .select(['name', 'id'])
    .where('account_id', '=', account_id)
    .where('name', 'in', names)
    .execute();
  return new Map(rows.map(({ name, id }) => [name, id]));
};
