import { expect, test } from 'vitest';
import { createEmbeddedQueue } from '../../src/kit/queue/embedded.ts';
import { movableClock } from '../support/clock.ts';
import { refer } from '../support/data.ts';
import { eventually, startEngine, withStore } from '../support/engine.ts';
import { failingStore } from '../support/failing-store.ts';
import { checkInvariants } from '../support/invariants.ts';
import { ALPHA, clientOf, readFeed, temporaryFolder } from '../support/server.ts';
import { heldTasks, startTask } from '../support/tasks.ts';

const violationsIn = async (folder: string): Promise<string[]> => {
  const invariants = await withStore(folder, (store) => checkInvariants(store.reads));
  return invariants.flatMap(({ name, violations }) => violations.map((one) => `${name}: ${one}`));
};

test('a job delivered three times concurrently, and again later, has its effect once', async () => {
  const folder = await temporaryFolder();
  const { server, jobs, alpha } = await heldTasks({ location: { folder } });
  const { invitationId, opportunityId } = await refer(alpha);
  const task = await startTask(alpha, invitationId);
  const [job] = jobs.takeTasks();
  if (!job) throw new Error('The task left no job');
  await Promise.all([jobs.deliver(job), jobs.deliver(job), jobs.deliver(job)]);
  const complete = await task.state();
  expect(complete).toMatchObject({ TaskStatus: 'COMPLETE', OpportunityId: opportunityId });
  const events = await readFeed(server);
  await jobs.deliver(job);
  await jobs.giveUp(job);
  expect(await task.state()).toEqual(complete);
  expect(await readFeed(server)).toEqual(events);
  await server.close();
  expect(await violationsIn(folder)).toEqual([]);
});

// One statement of each step, and the two that lock the task and write a step's result.
test.each([
  'update tasks',
  'update engagement_invitations',
  'insert engagement_members',
  'insert opportunities',
  'insert events',
  'insert resource_snapshot_jobs',
  'insert resource_snapshots',
])(
  'when `%s` fails three times, the step is tried again after growing delays and succeeds',
  async (statement) => {
    const clock = movableClock();
    const plan = failingStore();
    const failures: { attempts: number; at: number; givenUp: boolean }[] = [];
    const server = await startEngine({
      clock,
      openStore: plan.openStore,
      taskWait: 0,
      createJobs: (options) =>
        createEmbeddedQueue({
          ...options,
          firstDelayMs: 10_000,
          onError: (_error, { attempts, givenUp }) =>
            failures.push({ attempts, at: Date.parse(clock.now()), givenUp }),
        }),
    });
    const alpha = clientOf(server, ALPHA);
    const { invitationId, opportunityId } = await refer(alpha);
    // The task is also updated after a failed try, to count it: that fails as well.
    plan.failNext(statement === 'update tasks' ? 5 : 3, statement);
    const task = await startTask(alpha, invitationId);
    const complete = await eventually(async () => {
      clock.advance(1000);
      const state = await task.state();
      return state.TaskStatus === 'IN_PROGRESS' ? undefined : state;
    });
    expect(complete).toMatchObject({ TaskStatus: 'COMPLETE', OpportunityId: opportunityId });
    expect(failures.map(({ attempts, givenUp }) => [attempts, givenUp])).toEqual([
      [1, false],
      [2, false],
      [3, false],
    ]);
    const [first = 0, second = 0, third = 0] = failures.map(({ at }) => at);
    expect(second - first).toBeGreaterThanOrEqual(10_000);
    expect(third - second).toBeGreaterThanOrEqual(20_000);
  },
);
