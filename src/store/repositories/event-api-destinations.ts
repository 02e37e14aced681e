import type { AccountId, Timestamp } from '../../model/contract.ts';
import type { ApiDestinationDocument } from '../../model/event-bridge.ts';
import { filtered, values } from '../filtered.ts';
import { prepare } from '../prepare.ts';
import type { EventApiDestinations } from '../tables/event-api-destinations.ts';
import type { Queries } from '../tables.ts';
import { type EventConnection, findConnectionByArn, nameAndId } from './event-connections.ts';

/** An HTTP endpoint that an account's rules can target. */
export interface EventApiDestination {
  account_id: AccountId;
  name: string;
  /** The last part of its ARN. */
  id: string;
  connection_arn: string;
  document: ApiDestinationDocument;
  created_at: Timestamp;
  modified_at: Timestamp;
}

/**
 * Returns the API destination of an ARN and its connection, for delivery; undefined if either no longer
 * exists. Two queries by key.
 */
export const findApiDestination = async (
  db: Queries,
  { account_id, arn }: { account_id: AccountId; arn: string },
): Promise<{ destination: EventApiDestination; connection: EventConnection } | undefined> => {
  const destination = await findApiDestinationByArn(db, { account_id, arn });
  if (!destination) return undefined;
  const connection = await findConnectionByArn(db, { account_id, arn: destination.connection_arn });
  return connection && { destination, connection };
};

/** Returns the API destination of an ARN, even if its connection is gone. One query by key. */
export const findApiDestinationByArn = async (
  db: Queries,
  { account_id, arn }: { account_id: AccountId; arn: string },
): Promise<EventApiDestination | undefined> => {
  const [name, id] = nameAndId(arn, account_id, 'api-destination');
  const destination = name === '' ? undefined : await findApiDestinationByName(db, { account_id, name });
  return destination?.id === id ? destination : undefined;
};

export const destinationOf = (row: EventApiDestinations): EventApiDestination => ({
  ...row,
  document: JSON.parse(row.document),
});

const toRow = (destination: EventApiDestination): EventApiDestinations => ({
  ...destination,
  document: JSON.stringify(destination.document),
});

type DestinationKey = Pick<EventApiDestinations, 'account_id' | 'name'>;

const selectByKey = (db: Queries, { account_id, name }: DestinationKey) =>
  db
    .selectFrom('event_api_destinations')
    .selectAll()
    .where('account_id', '=', account_id)
    .where('name', '=', name);

const byKey = prepare(selectByKey);
const byKeyLocked = prepare((db, key: DestinationKey) => selectByKey(db, key).forUpdate());

export const findApiDestinationByName = async (
  db: Queries,
  { account_id, name }: DestinationKey,
): Promise<EventApiDestination | undefined> => {
  const row = await byKey.first(db, { account_id, name });
  return row && destinationOf(row);
};

/** Returns the API destination and locks it until the transaction ends. */
export const lockApiDestination = async (
  tx: Queries,
  { account_id, name }: DestinationKey,
): Promise<EventApiDestination | undefined> => {
  const row = await byKeyLocked.first(tx, { account_id, name });
  return row && destinationOf(row);
};

/** Returns false without inserting if the account has an API destination of this name. */
export const insertApiDestination = async (
  db: Queries,
  destination: EventApiDestination,
): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('event_api_destinations')
    .values(toRow(destination))
    .onConflict((conflict) => conflict.columns(['account_id', 'name']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
};

export const updateApiDestination = async (db: Queries, destination: EventApiDestination): Promise<void> => {
  const { account_id, name, ...changes } = toRow(destination);
  await db
    .updateTable('event_api_destinations')
    .set(changes)
    .where('account_id', '=', account_id)
    .where('name', '=', name)
    .execute();
};

export const deleteApiDestination = async (
  db: Queries,
  { account_id, name }: DestinationKey,
): Promise<void> => {
  await db
    .deleteFrom('event_api_destinations')
    .where('account_id', '=', account_id)
    .where('name', '=', name)
    .execute();
};

/** Selects an account's API destinations whose names start with `prefix` and, if given, that use `connectionArn`. */
export const queryApiDestinations = (
  db: Queries,
  account: AccountId,
  { prefix = '', connectionArn }: { prefix?: string | undefined; connectionArn?: string | undefined },
) => {
  const all = db
    .selectFrom('event_api_destinations')
    .selectAll()
    .where('account_id', '=', account)
    .$if(prefix !== '', (query) => query.where('name', '>=', prefix).where('name', '<', `${prefix}\u007f`));
  return filtered(db, all, [
    values('connection_arn', connectionArn === undefined ? undefined : [connectionArn], ['name']),
  ]);
};

export const countApiDestinations = async (db: Queries, account: AccountId): Promise<number> => {
  const { count } = await db
    .selectFrom('event_api_destinations')
    .select((select) => select.fn.countAll().as('count'))
    .where('account_id', '=', account)
    .executeTakeFirstOrThrow();
  return Number(count);
};
