import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { trustingAuthenticator } from '../../src/access/authenticator.ts';
import { systemClock } from '../../src/kit/flow/clock.ts';
import { randomIds } from '../../src/model/identifiers.ts';
import { runServer } from '../../src/server/cosell.ts';
import type { Parts, RunningServer } from '../../src/server/parts.ts';
import { openStore, type Store, type StoreLocation } from '../../src/store/index.ts';
import { underTest } from './postgres.ts';

/** Starts a server with the given parts. Default in memory; closed after the test. */
export const startEngine = async (parts: Partial<Parts> = {}): Promise<RunningServer> =>
  startEngineAt(await underTest(parts.location ?? 'memory'), parts);

/** Starts a server on the given store instead of the one under test. */
export const startEngineAt = async (
  location: StoreLocation,
  parts: Partial<Parts> = {},
): Promise<RunningServer> => {
  const server = await runServer({
    host: '127.0.0.1',
    port: 0,
    region: 'us-east-1',
    clock: systemClock,
    ids: randomIds,
    log: pino({ level: 'silent' }),
    authenticator: trustingAuthenticator,
    corsOrigins: [],
    accounts: [],
    solutions: [],
    ...parts,
    location,
  });
  onTestFinished(() => server.close());
  return server;
};

/** Opens the store of a folder, which no server has open, during `use`. */
export const withStore = async <T>(folder: string, use: (store: Store) => Promise<T>): Promise<T> => {
  const store = await openStore(await underTest({ folder }));
  try {
    return await use(store);
  } finally {
    await store.close();
  }
};

/** Polls until there is a result. Throws after a timeout. */
export const eventually = async <T>(ask: () => Promise<T | undefined> | T | undefined): Promise<T> => {
  for (let tries = 0; tries < 2000; tries++) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await sleep(5);
  }
  throw new Error('What the test waits for does not happen');
};
