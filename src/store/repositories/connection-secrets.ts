import type { ConnectionSecrets } from '../../model/event-bridge.ts';
import type { Queries } from '../tables.ts';
import type { EventConnection } from './event-connections.ts';

/** Encrypts what the database may not show, if the server has a key for it: see access/secrets.ts. */
export interface SecretKeeper {
  /** Returns a secret as it is to be stored: encrypted, or as it is if there is no key. */
  protect(tx: Queries, secret: string, purpose: string): Promise<string>;
  /** Returns a stored secret. Throws an Error, without the secret, if the key to it was not given. */
  reveal(kept: string, purpose: string): string;
}

/** The primary key of a connection, and the id that tells it from an earlier one of its name. */
type ConnectionName = Pick<EventConnection, 'account_id' | 'name' | 'id'>;

/** What a connection's secrets are encrypted for: they cannot be used for another connection. */
const purposeOf = ({ account_id, name, id }: ConnectionName): string =>
  `connection ${account_id}/${name}/${id}`;

/** Returns the secrets of a connection as they are to be stored. */
export const keepSecrets = (
  tx: Queries,
  keeper: SecretKeeper,
  connection: ConnectionName,
  secrets: ConnectionSecrets,
): Promise<string> => keeper.protect(tx, JSON.stringify(secrets), purposeOf(connection));

/** Returns the secrets of a connection. Throws what `reveal` throws. */
export const secretsOf = (
  keeper: Pick<SecretKeeper, 'reveal'>,
  connection: ConnectionName & Pick<EventConnection, 'secrets'>,
): ConnectionSecrets => JSON.parse(keeper.reveal(connection.secrets, purposeOf(connection)));

const BATCH_SIZE = 200;

/**
 * Changes the stored secrets of up to 200 connections, in the order of account and name. `change` returns undefined for what
 * stays. Returns how many were changed, and the last connection if there may be more. One statement per changed connection.
 */
export const changeSecretsAfter = async (
  tx: Queries,
  after: ConnectionName | undefined,
  change: (kept: string, purpose: string) => Promise<string | undefined>,
): Promise<{ count: number; last: ConnectionName | undefined }> => {
  const { account_id = '', name = '' } = after ?? {};
  const rows = await tx
    .selectFrom('event_connections')
    .select(['account_id', 'name', 'id', 'secrets'])
    .where((row) =>
      row.or([
        row('account_id', '>', account_id),
        row.and([row('account_id', '=', account_id), row('name', '>', name)]),
      ]),
    )
    .orderBy('account_id')
    .orderBy('name')
    .limit(BATCH_SIZE)
    .forUpdate()
    .execute();
  let count = 0;
  for (const row of rows) {
    const secrets = await change(row.secrets, purposeOf(row));
    if (secrets === undefined) continue;
    await tx
      .updateTable('event_connections')
      .set({ secrets })
      .where('account_id', '=', row.account_id)
      .where('name', '=', row.name)
      .execute();
    count += 1;
  }
  return { count, last: rows.length === BATCH_SIZE ? rows.at(-1) : undefined };
};
