import type { Server } from 'node:http';
import type { Services } from '../../changes/work.ts';
import { clearTimeout, setTimeout } from '../../kit/flow/real-time.ts';
import { shareBriefly } from '../../kit/flow/share-briefly.ts';
import { type GaugedReadings, MOST_READ, MOST_TARGETS } from '../../model/metrics/gauged.ts';
import { countDeadLetters } from '../../store/repositories/dead-letters.ts';
import { findTargetsBehind } from '../../store/repositories/targets-behind.ts';
import type { OwnJournal } from '../journal/journal.ts';
import { version } from '../package.ts';
import type { Readiness } from '../readiness.ts';
import type { LazyRetention } from '../retention.ts';

/** What the readings are of. */
export interface Measured {
  services: Services;
  readiness: Pick<Readiness, 'findFault' | 'stopping'>;
  server: Server;
  /** Which kind of store it is, for people: sqlite or postgres. */
  storeKind: string;
  retention: Pick<LazyRetention, 'deleted'>;
  /** Absent if it is off. */
  journal: Pick<OwnJournal, 'size'> | undefined;
  /** Counts the open live streams. */
  liveStreams(): number;
}

/** How long what the database said is told again: scrapes are usually 15 seconds apart, but for any number of scrapers. */
const FRESH_MS = 5_000;
/** How long a scrape waits for the database. Prometheus itself gives up after ten seconds. */
const PATIENCE_MS = 2_000;

/** Reads what is not counted. Costs three bounded queries every five seconds at most, however often it is asked. */
export const createReadings = (measured: Measured): (() => Promise<GaugedReadings>) => {
  const share = shareBriefly<Awaited<ReturnType<typeof readDatabase>>>(FRESH_MS, 1);
  return async () => {
    const { services, server, storeKind, liveStreams, retention } = measured;
    const journal = measured.journal?.size();
    const [database, isReady, connections] = await Promise.all([
      inTime(share('', () => readDatabase(services))),
      inTime(isReadyNow(measured)),
      countConnections(server),
    ]);
    const { committed, rolledBack, commits, waiting, connections: pool } = services.store.usage();
    return {
      buildInfo: [{ labels: [version, process.versions.node, storeKind], value: 1 }],
      ready: [only(isReady ? 1 : 0)],
      waitingStarts: [only(services.taskEnds.watching())],
      jobsDue: database?.jobs.map(({ queue, count }) => ({ labels: [queue], value: count })),
      jobsOldest: database?.jobs.map(({ queue, oldestSeconds }) => ({
        labels: [queue],
        value: oldestSeconds,
      })),
      outboxBehind: database?.targets.map(({ kind, behind }) => ({ labels: [kind], value: behind })),
      outboxOldest: database?.targets.map(({ kind, oldestSeconds }) => ({
        labels: [kind],
        value: oldestSeconds,
      })),
      deadLetters: database && [only(database.deadLetters)],
      transactions: [
        { labels: ['committed'], value: committed },
        { labels: ['rolled_back'], value: rolledBack },
      ],
      commits: [only(commits)],
      storeWaiting: [only(waiting)],
      storeConnections: [
        { labels: ['used'], value: pool.used },
        { labels: ['idle'], value: pool.idle },
      ],
      httpConnections: [only(connections)],
      liveStreams: [only(liveStreams())],
      retentionDeleted: Object.entries(retention.deleted).map(([kind, value]) => ({ labels: [kind], value })),
      journalCalls: journal && [only(journal.calls)],
      journalBytes: journal && [only(journal.bodyBytes)],
    };
  };
};

const only = (value: number) => ({ labels: [] as const, value });

const isReadyNow = async ({ readiness }: Measured): Promise<boolean> =>
  !readiness.stopping && (await readiness.findFault()) === undefined;

const countConnections = (server: Server): Promise<number> =>
  new Promise((resolve) => server.getConnections((_error, count) => resolve(count ?? 0)));

const readDatabase = async ({ store, jobs, clock }: Services) => {
  const nowMs = Date.parse(clock.now());
  const [due, behind, deadLetters] = await Promise.all([
    jobs.backlog(MOST_READ),
    findTargetsBehind(store.reads, MOST_TARGETS),
    countDeadLetters(store.reads, MOST_READ),
  ]);
  const targets = (['rule', 'webhook'] as const).map((kind) => {
    const times = behind.filter((one) => one.kind === kind).map(({ time }) => Date.parse(time));
    return { kind, behind: times.length, oldestSeconds: ageSeconds(Math.min(nowMs, ...times), nowMs) };
  });
  return { jobs: due, targets, deadLetters };
};

const ageSeconds = (thenMs: number, nowMs: number): number => Math.max(0, (nowMs - thenMs) / 1000);

/** Returns undefined if the work fails or takes too long: the other metrics matter most then. */
const inTime = async <T>(work: Promise<T>): Promise<T | undefined> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  try {
    return await Promise.race([work.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
};
