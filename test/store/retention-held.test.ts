import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStore, type Store } from '../../src/store/index.ts';
import { newTask } from '../../src/store/repositories/tasks.ts';
import { createRetention } from '../../src/store/retention/retention.ts';
import { readRetention } from '../../src/store/retention/settings.ts';
import { underTest } from '../support/postgres.ts';
import { ALPHA, BETA, temporaryFolder } from '../support/server.ts';
import { appendEvents } from '../support/targets.ts';

const DAY_MS = 86_400_000;
/** All times are of 40 days; rows are kept for 20. */
const KEPT_DAYS = 20;
const END = Date.UTC(2026, 5, 1);
const at = (day: number): string => new Date(END - (40 - day) * DAY_MS).toISOString();
const isOver = (moment: string): boolean => Date.parse(moment) < END - KEPT_DAYS * DAY_MS;

const operations = [
  'StartEngagementByAcceptingInvitationTask',
  'StartEngagementFromOpportunityTask',
  'StartOpportunityFromEngagementTask',
  'StartProspectingFromEngagementTask',
] as const;
const day = fc.integer({ min: 0, max: 39 });
const tasks = fc.array(
  fc.record({
    operation: fc.constantFrom(...operations),
    status: fc.constantFrom('IN_PROGRESS' as const, 'COMPLETE' as const, 'FAILED' as const),
    started: day,
    lasted: fc.integer({ min: -3, max: 3 }),
    hasOpportunity: fc.boolean(),
    hasEngagement: fc.boolean(),
    hasJob: fc.boolean(),
  }),
  { maxLength: 12 },
);
const tokens = fc.array(fc.record({ day, ofTask: fc.option(fc.nat(11)) }), { maxLength: 8 });
const letters = fc.array(fc.record({ day, state: fc.constantFrom('dead' as const, 'redriven' as const) }), {
  maxLength: 8,
});
const targets = fc.array(
  fc.record({
    account: fc.constantFrom(ALPHA, BETA, ''),
    position: fc.nat(6),
    until: fc.option(fc.nat(6)),
  }),
  { maxLength: 4 },
);

/** A clock that stands. */
const clockAt = (now: () => string) => ({ now, onJump: () => {} });

const wholeTable = async (store: Store, table: 'tasks' | 'client_tokens' | 'dead_letters' | 'events') =>
  store.reads.selectFrom(table).selectAll().execute() as Promise<Record<string, unknown>[]>;

const emptied = [
  'tasks',
  'client_tokens',
  'dead_letters',
  'events',
  'event_subscriptions',
  'resource_snapshot_jobs',
  'meta',
] as const;

test('what is over is deleted, and nothing that something still needs', async () => {
  const store = await openStore(await underTest({ folder: await temporaryFolder() }));
  const property = fc.asyncProperty(
    tasks,
    tokens,
    letters,
    targets,
    async (someTasks, someTokens, some, all) => {
      await store.transaction(async (tx) => {
        for (const table of emptied) await tx.deleteFrom(table).execute();
      });
      let now = at(0);
      const kept = await readRetention({
        clientTokens: '20d',
        events: '20d',
        tasks: '20d',
        deadLetters: '20d',
      });
      const errors: unknown[] = [];
      const retention = createRetention({
        ...{ store, kept, clock: clockAt(() => now), isShared: false },
        onError: (error) => errors.push(error),
      });

      // Events, and the mark that says when they were there.
      await store.transaction(async (tx) => {
        await appendEvents(tx, 3, ALPHA);
        await appendEvents(tx, 3, BETA);
      });
      const events = (await wholeTable(store, 'events')).map((row) => ({
        account: String(row.account_id),
        sequence: Number(row.sequence),
      }));
      await retention.pass();
      const first = Math.min(...events.map(({ sequence }) => sequence)) - 1;

      const theirTasks = someTasks.map((task, index) => {
        const isDone = task.status !== 'IN_PROGRESS';
        return newTask({
          ...{ catalog: 'Sandbox', id: `task-${String(index).padStart(13, '0')}`, account_id: ALPHA },
          ...{ operation: task.operation, status: task.status, start_time: at(task.started) },
          end_time: isDone ? at(Math.max(0, task.started + task.lasted)) : '',
          opportunity_id: task.hasOpportunity ? `O${1_000_000 + index}` : '',
          engagement_id: task.hasEngagement ? `eng-${String(index).padStart(14, '0')}` : '',
          resource_snapshot_job_id: `job-${String(index).padStart(13, '0')}`,
        });
      });
      const theirTokens = someTokens.map((token, index) => {
        const id = token.ofTask === null ? undefined : theirTasks[token.ofTask]?.id;
        return {
          ...{
            account_id: ALPHA,
            catalog: 'Sandbox' as const,
            operation: 'CreateEngagement',
            token: `t${index}`,
          },
          ...{ request_hash: 'h', created_at: at(token.day) },
          result: JSON.stringify(id === undefined ? {} : { task: { id } }),
          id,
        };
      });
      const theirLetters = some.map((letter, index) => ({
        ...{ id: `l${index}`, account_id: ALPHA, subscription_id: 'rule/r/t', event: '{}', attempts: 1 },
        ...{ last_error: '', created_at: at(letter.day), state: letter.state },
      }));
      const theirTargets = all.map(({ account, position, until }, index) => ({
        ...{ account_id: account, id: `rule/r/${index}`, position: first + position },
        ...{
          until: until === null ? null : first + until,
          attempts: 0,
          first_attempt_at: '',
          next_attempt_at: '',
        },
        ...{ last_error: '', passed_over: 0, lease_owner: '', lease_until: '' },
      }));
      await store.transaction(async (tx) => {
        for (const task of theirTasks) await tx.insertInto('tasks').values(task).execute();
        for (const [index, task] of theirTasks.entries()) {
          if (!someTasks[index]?.hasJob) continue;
          await tx
            .insertInto('resource_snapshot_jobs')
            .values({
              ...{ catalog: 'Sandbox', id: task.resource_snapshot_job_id, account_id: ALPHA },
              ...{
                engagement_id: 'eng-00000000000000',
                resource_type: 'Opportunity',
                resource_id: `O${index + 1}`,
              },
              ...{ template: 'OpportunitySummaryView', status: 'Running', created_at: at(0) },
              ...{ last_success_at: '', last_failure: '' },
            } as never)
            .execute();
        }
        for (const { id: _, ...token } of theirTokens)
          await tx.insertInto('client_tokens').values(token).execute();
        for (const letter of theirLetters) await tx.insertInto('dead_letters').values(letter).execute();
        for (const target of theirTargets)
          await tx.insertInto('event_subscriptions').values(target).execute();
      });
      now = at(40);
      await retention.pass();
      expect(errors).toEqual([]);

      const isRunning = (id: string | undefined) =>
        theirTasks.some((task) => task.id === id && task.status === 'IN_PROGRESS');
      const left = (rows: Record<string, unknown>[], key: string) =>
        rows.map((row) => String(row[key])).sort();
      expect(left(await wholeTable(store, 'client_tokens'), 'token')).toEqual(
        theirTokens
          .filter((token) => !isOver(token.created_at) || isRunning(token.id))
          .map(({ token }) => token)
          .sort(),
      );
      expect(left(await wholeTable(store, 'dead_letters'), 'id')).toEqual(
        theirLetters
          .filter((letter) => !isOver(letter.created_at) || letter.state === 'redriven')
          .map(({ id }) => id)
          .sort(),
      );
      const isNeeded = (index: number): boolean => {
        const [task, made] = [theirTasks[index], someTasks[index]];
        if (!task || !made || task.status === 'IN_PROGRESS' || !isOver(task.start_time)) return true;
        if (task.operation === 'StartOpportunityFromEngagementTask') return made.hasOpportunity;
        if (task.operation === 'StartEngagementFromOpportunityTask')
          return task.status === 'FAILED' && made.hasEngagement;
        return (
          task.operation === 'StartEngagementByAcceptingInvitationTask' &&
          task.status === 'COMPLETE' &&
          !made.hasJob
        );
      };
      expect(left(await wholeTable(store, 'tasks'), 'id')).toEqual(
        theirTasks
          .filter((task, index) => !isOver(task.end_time || at(39)) || isNeeded(index))
          .map(({ id }) => id),
      );
      const isAwaited = ({ account, sequence }: (typeof events)[number]): boolean =>
        theirTargets.some(
          (target) =>
            ['', account].includes(target.account_id) &&
            target.position < sequence &&
            (target.until === null || sequence <= target.until),
        );
      expect(left(await wholeTable(store, 'events'), 'sequence')).toEqual(
        events
          .filter(isAwaited)
          .map(({ sequence }) => String(sequence))
          .sort(),
      );
    },
  );
  try {
    await fc.assert(property, { numRuns: 60 });
  } finally {
    await store.close();
  }
});
