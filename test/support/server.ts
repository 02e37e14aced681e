import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { onTestFinished } from 'vitest';
import type { EventEnvelope } from '../../src/events/catalogue.ts';
import { type Cosell, type CosellOptions, startCosell } from '../../src/index.ts';
import { underTest } from './postgres.ts';

/** Two partners and AWS. */
export const ALPHA = '111111111111';
export const BETA = '222222222222';
export const AWS = 'aws';

/** Starts a server in this process, on the store under test. Closes it after the test. */
export const startServer = async (options: CosellOptions = {}): Promise<Cosell> => {
  const cosell = await startCosell({ ...options, ...(await storeOptions(options)) });
  onTestFinished(() => cosell.close());
  return cosell;
};

const storeOptions = async ({ data = 'memory', databaseUrl }: CosellOptions): Promise<CosellOptions> => {
  if (databaseUrl !== undefined) return {};
  const location = await underTest(data === 'memory' ? data : { folder: data });
  return location !== 'memory' && 'databaseUrl' in location ? location : {};
};

/** Creates the official SDK's client for an account, without retries, so that every error is seen. */
export const clientOf = (server: { endpoint: string }, account: string): PartnerCentralSelling =>
  new PartnerCentralSelling({
    endpoint: server.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: account, secretAccessKey: 'secret' },
    maxAttempts: 1,
  });

/** Creates a temporary folder. Removes it after the test. */
export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'cosell-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** Reads the whole feed of one account or of all. */
export const readFeed = async (server: { endpoint: string }, account?: string): Promise<EventEnvelope[]> => {
  const events: EventEnvelope[] = [];
  for (let after = '0'; ; ) {
    const query = new URLSearchParams({ after, limit: '1000', ...(account && { account }) });
    const answer = await fetch(`${server.endpoint}/_cosell/events?${query}`);
    const page = (await answer.json()) as { events: EventEnvelope[]; next: string };
    if (page.events.length === 0) return events;
    events.push(...page.events);
    after = page.next;
  }
};

/** Returns the error of a call. Fails if the call succeeds. */
export const errorOf = async (call: Promise<unknown>): Promise<ApiError> => {
  const outcome = await call.then(
    (value) => ({ value }),
    (error: ApiError) => ({ error }),
  );
  if ('error' in outcome) return outcome.error;
  throw new Error(`Expected an error, but got ${JSON.stringify(outcome.value)}`);
};

/** An error that the SDK throws. */
export interface ApiError extends Error {
  Message?: string;
  Reason?: string;
  ErrorList?: { FieldName?: string; Message: string; Code: string }[];
  $metadata: { httpStatusCode: number };
}

/** The faults of a ValidationException as `field: code`. */
export const faultsOf = (error: ApiError): string[] =>
  (error.ErrorList ?? []).map((fault) => `${fault.FieldName}: ${fault.Code}`);
