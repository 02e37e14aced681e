import { randomUUID } from 'node:crypto';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Ids, randomIds } from '../src/model/identifiers.ts';
import { openStore } from '../src/store/index.ts';
import { opportunity } from '../test/support/data.ts';
import { type Engine, openEngine } from './engine.ts';
import { PARTNER } from './http.ts';
import { loadOpportunities } from './load-opportunities.ts';
import { median, medianRatio } from './numbers.ts';
import { inFolder } from './processes.ts';
import type { Row } from './report.ts';

const COUNT = 10_000;
const TASKS = 500;
const ROUNDS = 3;
const AT_ONCE = 64;
const Catalog = 'Sandbox';

/** What one task takes of this process: with its referral, whose rows are a quarter of it. */
interface Cost {
  processorMs: number;
  /** Given to the operating system: the log and, by checkpoints, the database. */
  writtenKb: number;
}

/** A way to write the same tasks. */
interface Way {
  name: string;
  ids?: Ids;
  /** Indexes that it does without. */
  without?: readonly string[];
}

let grown = 36 ** 9;
const growing = (length: number): string => (grown++).toString(36).padStart(length, '0');
/** Ids of the API's forms that grow, so that the rows of a commit share pages of each index. */
const growingIds: Ids = {
  opportunity: () => `O${String(grown++).padStart(15, '0')}`,
  engagement: () => `eng-${growing(14)}`,
  invitation: () => `engi-${growing(13)}`,
  task: (length) => `task-${growing(length)}`,
  snapshotJob: () => `job-${growing(13)}`,
  uuid: () => {
    const hex = (grown++).toString(16).padStart(32, '0');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  },
};

/** The indexes of tasks besides that of their account: for the status, for the operator, for what a task is about, for retention. */
const indexesOfTasks = {
  'by status': ['tasks_by_status', 'tasks_by_status_of_all'],
  'by time': ['tasks_by_start_time', 'tasks_by_end_time'],
  'by what they are about': ['tasks_by_invitation_id', 'tasks_by_opportunity_id', 'tasks_by_engagement_id'],
};

const ways: readonly Way[] = [
  { name: 'with ids that grow', ids: growingIds },
  ...Object.entries(indexesOfTasks).map(([what, without]) => ({
    name: `without indexes of tasks ${what}`,
    without,
  })),
];

/**
 * Measures what a task costs to write, as it is and in other ways, in an account that has some thousand: processor time and bytes of
 * this process, so that a loaded machine does not matter. Pairs alternate.
 */
export const writes = (): Promise<Row[]> =>
  inFolder(async (folder) => {
    const loaded = join(folder, 'loaded');
    const store = await openStore({ folder: loaded });
    await loadOpportunities(store, { catalog: Catalog, account: PARTNER, count: COUNT });
    await store.close();
    const cost = (way: Way, round: number) => costOf(loaded, join(folder, `${way.name}-${round}`), way);
    await cost({ name: 'warm' }, 0);
    const rows: Row[] = [];
    for (const way of ways) {
      const pairs: { one: Cost; other: Cost }[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        pairs.push({ one: await cost(way, round), other: await cost({ name: `beside ${way.name}` }, round) });
      }
      process.stderr.write(`  ${way.name}: ${JSON.stringify(pairs)}\n`);
      for (const [member, unit] of [
        ['processorMs', 'ms'],
        ['writtenKb', 'KB'],
      ] as const) {
        const [ones, others] = [pairs.map(({ one }) => one[member]), pairs.map(({ other }) => other[member])];
        rows.push({
          name: `A task ${way.name}: ${member === 'writtenKb' ? 'written' : 'processor time'}`,
          unit,
          ours: median(ones),
          beside: { name: 'as it is', value: median(others) },
          ratio: medianRatio(ones, others),
        });
      }
    }
    return rows;
  });

const costOf = async (
  loaded: string,
  folder: string,
  { ids = randomIds, without = [] }: Way,
): Promise<Cost> => {
  cpSync(join(loaded, 'cosell.sqlite'), join(folder, 'cosell.sqlite'), { recursive: true });
  const database = new DatabaseSync(join(folder, 'cosell.sqlite'));
  for (const index of without) database.exec(`DROP INDEX ${index}`);
  database.close();
  const engine = await openEngine(folder, undefined, ids);
  const [cpu, written] = [process.cpuUsage(), writtenBytes()];
  await acceptAll(engine);
  const used = process.cpuUsage(cpu);
  const kilobytes = (writtenBytes() - written) / 1_024;
  await engine.close();
  return { processorMs: (used.user + used.system) / 1_000 / TASKS, writtenKb: kilobytes / TASKS };
};

const writtenBytes = (): number => Number(/^wchar: (\d+)/m.exec(readFileSync('/proc/self/io', 'utf8'))?.[1]);

const acceptAll = async (engine: Engine): Promise<void> => {
  const each = async (work: () => Promise<unknown>): Promise<void> => {
    let left = TASKS;
    const one = async (): Promise<void> => {
      while (left-- > 0) await work();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
  };
  await each(() => engine.call('CreateOpportunity', opportunity({ Origin: 'AWS Referral' })));
  const ids: string[] = [];
  for (let NextToken: string | undefined; ids.length < TASKS; ) {
    const page: { EngagementInvitationSummaries: { Id: string }[]; NextToken?: string } = await engine.call(
      'ListEngagementInvitations',
      { Catalog, ParticipantType: 'RECEIVER', MaxResults: 100, NextToken },
    );
    ids.push(...page.EngagementInvitationSummaries.map(({ Id }) => Id));
    NextToken = page.NextToken;
    if (!NextToken) break;
  }
  await each(() =>
    engine.call('StartEngagementByAcceptingInvitationTask', {
      ...{ Catalog, ClientToken: randomUUID(), Identifier: ids.pop() },
    }),
  );
};
