import { EventBridge } from '@aws-sdk/client-eventbridge';
import { backingOf } from '../../src/server/backing.ts';
import type { Parts } from '../../src/server/parts.ts';
import type { Store } from '../../src/store/index.ts';
import type { EventSubscriptions } from '../../src/store/tables/event-subscriptions.ts';
import { startEngineAt } from './engine.ts';
import { underTest } from './postgres.ts';
import { ALPHA } from './server.ts';

/** Creates the official SDK's EventBridge client for an account, without retries, so that every error is seen. */
export const eventBridgeOf = (server: { endpoint: string }, account = ALPHA): EventBridge =>
  new EventBridge({
    endpoint: server.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: account, secretAccessKey: 'secret' },
    maxAttempts: 1,
  });

export const EventPattern = JSON.stringify({ source: ['aws.partnercentral-selling'] });

export const busArn = (account = ALPHA): string => `arn:aws:events:us-east-1:${account}:event-bus/default`;
/** A role for EventBridge, which some kinds of targets require. */
export const roleArn = (account = ALPHA): string => `arn:aws:iam::${account}:role/event-bridge`;
export const queue = (name = 'q', account = ALPHA): string => `arn:aws:sqs:us-east-1:${account}:${name}`;

/** Returns the output of a call without its metadata. */
export const answerOf = async <T extends object>(call: Promise<T>): Promise<Omit<T, '$metadata'>> => {
  const { $metadata, ...answer } = (await call) as T & { $metadata: unknown };
  return answer as Omit<T, '$metadata'>;
};

export const apiKey = {
  AuthorizationType: 'API_KEY' as const,
  AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'x-api-key', ApiKeyValue: 'key-secret' } },
};

/** Creates a connection and an API destination with it. Returns both ARNs. */
export const createDestination = async (
  client: EventBridge,
  Name: string,
): Promise<{ connectionArn: string; destinationArn: string }> => {
  const { ConnectionArn = '' } = await client.createConnection({ Name, ...apiKey });
  const { ApiDestinationArn = '' } = await client.createApiDestination({
    Name,
    ConnectionArn,
    InvocationEndpoint: 'http://127.0.0.1:9/events',
    HttpMethod: 'POST',
  });
  return { connectionArn: ConnectionArn, destinationArn: ApiDestinationArn };
};

/** A server and its store. */
export const startWithStore = async (parts: Partial<Parts> = {}) => {
  const location = await underTest('memory');
  let store: Store | undefined;
  const server = await startEngineAt(location, {
    ...parts,
    createJobs: (options) => {
      store = options.store;
      return backingOf(location).createJobs(options);
    },
  });
  if (!store) throw new Error('The server has made no jobs');
  const { reads, transaction } = store;
  const subscription = async (id: string, account = ALPHA): Promise<EventSubscriptions | undefined> => {
    const row = await reads
      .selectFrom('event_subscriptions')
      .selectAll()
      .where('account_id', '=', account)
      .where('id', '=', id)
      .executeTakeFirst();
    return row && { ...row, position: Number(row.position), until: row.until && Number(row.until) };
  };
  /** Takes the lease of a subscription permanently, as another node would. */
  const hold = async (id: string, account = ALPHA): Promise<void> => {
    await transaction((tx) =>
      tx
        .updateTable('event_subscriptions')
        .set({ lease_owner: 'another node', lease_until: '9999-12-31T00:00:00.000Z' })
        .where('account_id', '=', account)
        .where('id', '=', id)
        .execute(),
    );
  };
  const newest = async (): Promise<number> => {
    const { sequence } = await reads
      .selectFrom('events')
      .select((select) => select.fn.max('sequence').as('sequence'))
      .executeTakeFirstOrThrow();
    return Number(sequence ?? 0);
  };
  return { server, reads, transaction, subscription, hold, newest };
};
