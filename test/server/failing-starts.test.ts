import { once } from 'node:events';
import { readdir, readlink, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Parts } from '../../src/server/parts.ts';
import { createAuthority } from '../support/authority.ts';
import { startEngine, startEngineAt } from '../support/engine.ts';
import { failingStore } from '../support/failing-store.ts';
import { manualJobs } from '../support/manual-jobs.ts';
import { administer, underTest } from '../support/postgres.ts';
import { ALPHA, temporaryFolder } from '../support/server.ts';

const authority = await createAuthority();

/** A folder with everything that a start opens: a store, an audit log, certificates. */
const everything = async (): Promise<{ folder: string; parts: Partial<Parts> }> => {
  const folder = await temporaryFolder();
  const tls = { certFile: join(folder, 'tls.crt'), keyFile: join(folder, 'tls.key') };
  const { cert, key } = await authority.issue();
  await writeFile(tls.certFile, cert);
  await writeFile(tls.keyFile, key);
  const audit = { file: join(folder, 'audit.jsonl'), isRequired: false };
  return { folder, parts: { tls, audit, location: { folder: join(folder, 'data') } } };
};

/** For a slow machine: connections and files close a moment after the start has failed. */
const timeout = 20_000;

/** What this process has open: files below the folder, connections to its database, listening sockets, watched files. */
const openIn = async (folder: string): Promise<string[]> => {
  const descriptors = await readdir('/proc/self/fd').catch(() => []);
  const links = await Promise.all(descriptors.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
  const location = await underTest({ folder: join(folder, 'data') });
  const connections =
    location !== 'memory' && 'databaseUrl' in location
      ? await administer(
          location.databaseUrl,
          `select application_name from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
        )
      : [];
  return [
    ...links.filter((link) => link.startsWith(folder)),
    ...connections.map(({ application_name: name }) => `a connection of ${name}`),
    ...process.getActiveResourcesInfo().filter((kind) => /^(TCPServerWrap|StatWatcher)$/.test(kind)),
  ];
};

/** What is open now and was not before. What was open may be closed since, such as the connection that made the database. */
const openedIn = async (folder: string, before: readonly string[]): Promise<string[]> => {
  const opened = await openIn(folder);
  for (const one of before) {
    const at = opened.indexOf(one);
    if (at >= 0) opened.splice(at, 1);
  }
  return opened;
};

const jobsThat = (fails: { start(): never }) => ({ ...manualJobs().createJobs(), ...fails });

const steps: [step: string, parts: (folder: string) => Partial<Parts>, message: string | RegExp][] = [
  [
    'certificates cannot be read',
    (folder) => ({ tls: { certFile: join(folder, 'none'), keyFile: join(folder, 'none') } }),
    'none cannot be read',
  ],
  [
    'the audit log cannot be opened',
    (folder) => ({ audit: { file: folder, isRequired: false } }),
    'audit log',
  ],
  [
    'the queue cannot be opened',
    () => ({ createJobs: () => Promise.reject(new Error('no queue')) }),
    'no queue',
  ],
  ['nobody can call', () => ({ strictBecause: 'Signatures are checked' }), 'no account has credentials'],
  [
    'the folder of init hooks cannot be read',
    (folder) => ({ init: { folder: join(folder, 'none'), signal: undefined } }),
    'none',
  ],
  [
    'the queue does not start',
    () => ({
      createJobs: () =>
        jobsThat({
          start: () => {
            throw new Error('it does not start');
          },
        }),
    }),
    'it does not start',
  ],
  ['the seed has a fault', () => ({ seed: [{ action: 'no.action' }] }), 'The seed cannot be planted'],
];

it.each(steps)('closes all that it opened if %s', async (_step, partsOf, message) => {
  const { folder, parts } = await everything();
  const before = await openIn(folder);
  await expect(startEngine({ ...parts, ...partsOf(folder) })).rejects.toThrow(message);
  await expect.poll(() => openedIn(folder, before), { timeout }).toEqual([]);
});

it('closes all that it opened if the port is taken', async () => {
  const { folder, parts } = await everything();
  const taker = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void taker.close());
  await once(taker, 'listening');
  const before = await openIn(folder);
  const { port } = taker.address() as AddressInfo;
  await expect(startEngine({ ...parts, port })).rejects.toThrow('EADDRINUSE');
  await expect.poll(() => openedIn(folder, before), { timeout }).toEqual([]);
});

it('closes all that it opened at whichever statement the database fails', async () => {
  const { folder, parts } = await everything();
  const location = await underTest({ folder: join(folder, 'data') });
  const before = await openIn(folder);
  const first = await startEngineAt(location, parts);
  expect(await openedIn(folder, before)).not.toEqual([]);
  await first.close();
  // On a shared database each start would wait until the claim of the one before, which could not give it back, is over.
  const isShared = location !== 'memory' && 'databaseUrl' in location;
  const seed = isShared ? undefined : [{ action: 'accounts.put', with: { id: ALPHA, companyName: 'Alpha' } }];
  let failed = 0;
  for (let statements = 0; ; statements++) {
    const { dieAfter, openStore } = failingStore();
    dieAfter(statements);
    const server = await startEngineAt(location, { ...parts, openStore, seed }).catch(
      (error: Error) => error,
    );
    if (!(server instanceof Error)) break;
    expect(server.message).toContain('The process is dead');
    await expect
      .poll(() => openedIn(folder, before), { timeout, message: `after ${statements} statements` })
      .toEqual([]);
    failed += 1;
  }
  expect(failed).toBeGreaterThan(5);
});
