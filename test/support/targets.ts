import { randomBytes, randomUUID } from 'node:crypto';
import type { ConnectionSecrets, EventTarget } from '../../src/model/event-bridge.ts';
import { insertApiDestination } from '../../src/store/repositories/event-api-destinations.ts';
import { insertConnection } from '../../src/store/repositories/event-connections.ts';
import { putRule } from '../../src/store/repositories/event-rules.ts';
import { putSubscription, ruleSubscriptionId } from '../../src/store/repositories/event-subscriptions.ts';
import { putTarget } from '../../src/store/repositories/event-targets.ts';
import { appendToOutbox } from '../../src/store/repositories/events.ts';
import type { Queries } from '../../src/store/tables.ts';
import { ALPHA } from './server.ts';

const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/** Returns a webhook with its own secret. */
export const webhook = (name: string, url: string) => ({ name, url, secret: newSecret() });

export const ruleArn = (name: string): string => `arn:aws:events:us-east-1:${ALPHA}:rule/${name}`;
export const queueArn = (name: string): string => `arn:aws:sqs:us-east-1:${ALPHA}:${name}`;

/** The account of what is put, by default ALPHA. */
interface Owned {
  account?: string;
}

/** Puts a rule for every event, with one target `t`, which gets all events from the first one on. */
export const putRuleWithTarget = async (
  tx: Queries,
  name: string,
  target: Omit<EventTarget, 'Id'>,
  {
    pattern = { source: ['aws.partnercentral-selling'] },
    account = ALPHA,
  }: Owned & { pattern?: object } = {},
): Promise<void> => {
  await putRule(tx, {
    account_id: account,
    name,
    description: '',
    event_pattern: JSON.stringify(pattern),
    state: 'ENABLED',
    role_arn: '',
    created_at: new Date().toISOString(),
  });
  await putTarget(tx, { account_id: account, rule_name: name }, { ...target, Id: 't' });
  await putSubscription(tx, { account_id: account, id: ruleSubscriptionId(name, 't') }, 0);
};

/** Creates an API destination. Returns its ARN. */
export const putDestination = async (
  tx: Queries,
  name: string,
  destination: { url: string; method?: 'POST' | 'PUT' | 'GET'; rate?: number },
  secrets: ConnectionSecrets = { ApiKeyAuthParameters: { ApiKeyName: 'x-api-key', ApiKeyValue: 'key' } },
  { account = ALPHA }: Owned = {},
): Promise<string> => {
  const ids = { connection: randomUUID(), destination: randomUUID() };
  const now = new Date().toISOString();
  const arn = (kind: string, id: string) => `arn:aws:events:us-east-1:${account}:${kind}/${name}/${id}`;
  const type = secrets.OAuthParameters
    ? 'OAUTH_CLIENT_CREDENTIALS'
    : secrets.BasicAuthParameters
      ? 'BASIC'
      : 'API_KEY';
  await insertConnection(tx, {
    account_id: account,
    name,
    id: ids.connection,
    document: { AuthorizationType: type, AuthParameters: {}, SecretArn: '' },
    secrets: JSON.stringify(secrets),
    created_at: now,
    modified_at: now,
  });
  await insertApiDestination(tx, {
    account_id: account,
    name,
    id: ids.destination,
    connection_arn: arn('connection', ids.connection),
    document: {
      InvocationEndpoint: destination.url,
      HttpMethod: destination.method ?? 'POST',
      InvocationRateLimitPerSecond: destination.rate ?? 300,
    },
    created_at: now,
    modified_at: now,
  });
  return arn('api-destination', ids.destination);
};

/** Appends events of an account. Returns their ids in order. */
export const appendEvents = async (tx: Queries, count: number, account = ALPHA): Promise<string[]> => {
  const ids: string[] = [];
  const rows = Array.from({ length: count }, (_, index) => {
    const id = randomUUID();
    ids.push(id);
    const envelope = {
      version: '0',
      id,
      'detail-type': 'Engagement Created',
      source: 'aws.partnercentral-selling',
      account,
      time: new Date().toISOString(),
      region: 'us-east-1',
      resources: ['arn:aws:partnercentral:us-east-1::catalog/Sandbox/engagement/eng-00000000000000'],
      detail: { catalog: 'Sandbox', engagement: { engagementId: `eng-${String(index).padStart(14, '0')}` } },
    };
    return { account_id: account, event: JSON.stringify(envelope) };
  });
  for (let at = 0; at < rows.length; at += 500) await appendToOutbox(tx, rows.slice(at, at + 500));
  return ids;
};

/** Lists dead letters as the operator. */
export interface DeadLetterShown {
  id: string;
  target: string;
  state: string;
  attempts: number;
  error: string;
  event: { id: string };
}

/** Returns the operator's view of a target. */
export interface TargetShown {
  id: string;
  lag: number;
  attempts: number;
  lastError?: string;
  nextAttempt?: string;
  arn?: string;
  notSent?: string;
  passedOver?: number;
}

const ask = async <T>(server: { endpoint: string }, path: string, token?: string): Promise<T> => {
  const headers = token ? { authorization: `Bearer ${token}` } : undefined;
  const answer = await fetch(`${server.endpoint}/_cosell/${path}`, { headers });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
};

export const deadLetters = async (
  server: { endpoint: string },
  query = '',
  token?: string,
): Promise<DeadLetterShown[]> =>
  (await ask<{ deadLetters: DeadLetterShown[] }>(server, `dead-letters?${query}`, token)).deadLetters;

export const targets = async (server: { endpoint: string }, query = ''): Promise<TargetShown[]> =>
  (await ask<{ targets: TargetShown[] }>(server, `targets?${query}`)).targets;

export const redrive = async (server: { endpoint: string }, which: object) => {
  const answer = await fetch(`${server.endpoint}/_cosell/dead-letters/redrive`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(which),
  });
  return { status: answer.status, body: (await answer.json()) as { redriven?: number; Message?: string } };
};
