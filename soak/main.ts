import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FROM_SOURCE, inFolder, startProcess } from '../bench/processes.ts';
import { startCluster } from '../test/support/postgres-cluster.ts';
import { createMemoryMeter } from './memory-in-use.ts';
import { printPeriods } from './print-periods.ts';
import { startReceiver } from './receiver.ts';
import { type SoakOptions, soakMonths, soakRealTime } from './soak.ts';
import type { SoakedStore } from './store-size.ts';
import { areEnough, boundedTables, faultsOf, type Period } from './verdict.ts';

/**
 * `npm run soak`: 24 months of ordinary work by the server's clock, or with `--minutes 60` an hour of it in real time, against a
 * server process of its own. Prints what each period left behind, and ends with exit code 1 if anything grew beyond what
 * retention promises. `--store postgres` runs it on PostgreSQL, `--work 4` with so much each day (default 2) or second,
 * `--json FILE` writes what was measured.
 */
const { values } = parseArgs({
  options: {
    months: { type: 'string', default: '24' },
    minutes: { type: 'string' },
    store: { type: 'string', default: 'sqlite' },
    work: { type: 'string', default: '2' },
    json: { type: 'string' },
  },
});

const DAY_MINUTES = 1_440;
/** The defaults of `--retention`, in days; in real time, minutes that an hour has room for, as days. */
const KEPT_DAYS: Readonly<Record<string, number>> = values.minutes
  ? {
      events: 10 / DAY_MINUTES,
      clientTokens: 5 / DAY_MINUTES,
      deadLetters: 10 / DAY_MINUTES,
      tasks: 15 / DAY_MINUTES,
    }
  : { events: 90, clientTokens: 30, deadLetters: 90, tasks: 365 };

const retention = Object.entries(KEPT_DAYS).map(
  ([name, days]) => `${name}=${Math.round(days * DAY_MINUTES)}m`,
);

/** Runs it against a store, with a server that is started for it. */
const soakAt = async (store: SoakedStore, folder: string): Promise<Period[]> => {
  const receiver = await startReceiver();
  const config = join(folder, 'config.json');
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  writeFileSync(config, JSON.stringify({ webhooks: [{ name: 'soak', url: receiver.url, secret }] }));
  const place = 'databaseUrl' in store ? ['--database-url', store.databaseUrl] : ['--data', store.folder];
  const flags = ['--port', '0', '--config', config, '--retention', ...retention];
  const meter = createMemoryMeter(folder);
  const node = await startProcess(FROM_SOURCE, ['serve', ...place, ...flags], meter.env);
  const options: SoakOptions = {
    server: node,
    store,
    usage: {
      residentMb: node.memory,
      cpuMs: node.cpu,
      memoryMb: () => meter.measure(node.pid),
    },
    onPeriod: printPeriods(),
  };
  try {
    const work = Number(values.work);
    return values.minutes
      ? await soakRealTime(options, { count: Number(values.minutes), seconds: 60, pauseMs: 1_000 / work })
      : await soakMonths(options, { months: Number(values.months), stepDays: 1, workPerStep: work });
  } finally {
    await node.stop();
    await receiver.close();
  }
};

const soaked = (): Promise<Period[]> =>
  inFolder(async (folder) => {
    if (values.store === 'sqlite') return soakAt({ folder: join(folder, 'data') }, folder);
    if (values.store !== 'postgres') throw new Error('--store is sqlite or postgres.');
    const cluster = await startCluster();
    try {
      return await soakAt({ databaseUrl: cluster.url }, folder);
    } finally {
      await cluster.remove();
    }
  });

/** Days of a period: a month, or a minute. */
const periodDays = values.minutes ? 1 / DAY_MINUTES : 30;
const periods = await soaked();
const bounded = await boundedTables(
  (option) => KEPT_DAYS[option],
  (days) => Math.ceil(days / periodDays),
);
const faults = faultsOf(periods, bounded, values.minutes ? 1 : 0);
if (values.json) writeFileSync(values.json, `${JSON.stringify({ periods, faults }, undefined, 2)}\n`);
for (const fault of faults) process.stderr.write(`${fault}\n`);
if (!areEnough(periods))
  process.stdout.write('So few periods say nothing about memory and processor time: nine are needed.\n');
process.stdout.write(faults.length === 0 ? 'Nothing grew beyond what retention promises.\n' : '');
process.exitCode = faults.length === 0 ? 0 : 1;
