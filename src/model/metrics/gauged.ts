import type { Families, Family, Reading } from '../../kit/metrics/family.ts';

/** What is read only when somebody asks for the metrics. */

interface About {
  help: string;
  reading: string;
  of?: 'node' | 'installation';
}

const read = <const Type extends 'gauge' | 'counter', const Labels extends readonly string[]>(
  type: Type,
  name: string,
  labels: Labels,
  { help, reading, of = 'node' }: About,
) => ({ type, name, labels, help, reading, of }) satisfies Family;

/** How many rows a reading counts at most, so that it costs the same however much there is. */
export const MOST_READ = 10_000;
/** How many targets a reading looks at. */
export const MOST_TARGETS = 1_000;

export const gauged = {
  buildInfo: read('gauge', 'cosell_build_info', ['version', 'node_version', 'store'], {
    help: 'Always 1: the version of cosell, that of Node.js, and the kind of store.',
    reading: 'Two versions at once are an update in progress.',
  }),
  ready: read('gauge', 'cosell_ready', [], {
    help: 'Whether the node is ready: 1 as long as its database responds and can be written.',
    reading: 'The same as `GET /_cosell/ready`. Alarm on 0.',
  }),
  waitingStarts: read('gauge', 'cosell_waiting_starts', [], {
    help: 'Start operations that wait for the end of their task.',
    reading: 'Each holds a connection of its client, and nothing else.',
  }),
  jobsDue: read('gauge', 'cosell_jobs_due', ['queue'], {
    of: 'installation',
    help: `Jobs that are due or running, by queue; at most the ${MOST_READ} oldest are counted.`,
    reading: 'A queue that grows is worked off more slowly than it is filled.',
  }),
  jobsOldest: read('gauge', 'cosell_jobs_oldest_due_seconds', ['queue'], {
    of: 'installation',
    help: 'How long the oldest job that is due, or running, has been due.',
    reading: 'By the server’s clock. Alarm above a minute.',
  }),
  outboxBehind: read('gauge', 'cosell_outbox_targets_behind', ['kind'], {
    of: 'installation',
    help: `Targets with events that are not delivered yet, of the ${MOST_TARGETS} whose position is the oldest, by kind: rule or webhook.`,
    reading: 'More than none for a moment is usual.',
  }),
  outboxOldest: read('gauge', 'cosell_outbox_oldest_undelivered_seconds', ['kind'], {
    of: 'installation',
    help: `The age of the oldest event that a target has not got yet, of the ${MOST_TARGETS} targets whose position is the oldest.`,
    reading:
      'A target that fails is retried for a day, and its events wait in order. Alarm above ten minutes.',
  }),
  deadLetters: read('gauge', 'cosell_dead_letters', [], {
    of: 'installation',
    help: `Events that were given up and wait for a redrive; at most ${MOST_READ} are counted.`,
    reading: '`cosell dead-letters list` shows them.',
  }),
  transactions: read('counter', 'cosell_store_transactions_total', ['outcome'], {
    help: 'Transactions of this node: committed or rolled_back.',
    reading: 'A refused write counts as rolled back.',
  }),
  commits: read('counter', 'cosell_store_commits_total', [], {
    help: 'Commits of this node; on SQLite each is one disk sync, for all transactions of its group.',
    reading: 'The size of groups is the rate of committed transactions by the rate of commits.',
  }),
  storeWaiting: read('gauge', 'cosell_store_waiting', [], {
    help: 'What waits for the writer lock of SQLite, or for a connection to PostgreSQL.',
    reading: 'After ten seconds such a request gets ServiceUnavailable. Alarm if it lasts.',
  }),
  storeConnections: read('gauge', 'cosell_store_connections', ['state'], {
    help: 'Connections of the pool to PostgreSQL, used or idle; on SQLite the one writer.',
    reading: 'All used, and some waiting: see `--database-pool-size`.',
  }),
  httpConnections: read('gauge', 'cosell_http_connections', [], {
    help: 'Open connections of clients.',
    reading: 'The limits are in docs/guides/requests.md.',
  }),
  liveStreams: read('gauge', 'cosell_live_streams', [], {
    help: 'Open streams of server-sent events.',
    reading: 'One for each open page of the console.',
  }),
  retentionDeleted: read('counter', 'cosell_retention_deleted_total', ['kind'], {
    help: 'Rows that this node deleted because their time was over, by kind: the name of their option of `--retention`.',
    reading:
      'One node of an installation deletes at a time, so add them up. Absent until its first pass, a minute after the start. ' +
      'Nothing for longer than rows are kept, while there are requests, means that nothing is deleted: look at the log.',
  }),
  journalCalls: read('gauge', 'cosell_journal_calls', [], {
    help: 'Calls in the journal of this node.',
    reading: 'At most `--journal`; absent with `--journal 0`.',
  }),
  journalBytes: read('gauge', 'cosell_journal_body_bytes', [], {
    help: 'How much memory the bodies of the calls in the journal count.',
    reading: 'At most 32 KiB for each call that `--journal` allows: beyond, the oldest bodies are dropped.',
  }),
} as const satisfies Families;

type Gauged = typeof gauged;

/** The readings of every such metric; absent if they could not be read in time. */
export type GaugedReadings = {
  readonly [Name in keyof Gauged]: readonly Reading<Gauged[Name]['labels']>[] | undefined;
};
