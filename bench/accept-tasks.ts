import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OperationName } from '../src/model/contract.ts';
import { openStore } from '../src/store/index.ts';
import { opportunity } from '../test/support/data.ts';
import { runBare } from './bare-sqlite.ts';
import { openEngine } from './engine.ts';
import { call, callEach } from './http.ts';
import { median, medianRatio, timed } from './numbers.ts';
import { FROM_DIST, inFolder, startCosell } from './processes.ts';
import { recordStore, type Transaction } from './recording.ts';
import type { Row } from './report.ts';

export const TASKS = 2000;
const ROUNDS = 7;
/** Concurrent starts that wait for their tasks: as many tasks run at once as before starts waited. */
const WAITING = 256;
const start = 'StartEngagementByAcceptingInvitationTask';

/**
 * Measures tasks from acceptance to COMPLETE, over HTTP and in process, against a bare loop that writes the same rows.
 */
export const acceptTasks = async (): Promise<Row[]> => {
  const { referral, task } = await inFolder(record);
  const served: number[] = [];
  const inProcess: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    served.push(await inFolder(acceptOverHttp));
    bare.push(await inFolder((folder) => acceptBare(folder, referral, task)));
    inProcess.push(await inFolder(acceptInProcess));
  }
  const beside = { name: 'bare node:sqlite', value: median(bare) };
  return [
    {
      name: 'Task, accepted to COMPLETE',
      unit: 'tasks/s',
      ours: median(served),
      beside,
      ratio: medianRatio(served, bare),
      target: { of: 'ratio', at: 'least', value: 0.5 },
    },
    {
      name: '  without HTTP',
      unit: 'tasks/s',
      ours: median(inProcess),
      beside,
      ratio: medianRatio(inProcess, bare),
    },
  ];
};

type Call = <Answer>(operation: OperationName, input: object) => Promise<Answer>;
type CallEach = (operation: OperationName, inputs: object[], atOnce?: number) => Promise<unknown>;

/**
 * Creates referrals, then measures from the first start until no task is in progress: a start returns when its task has
 * ended, or, on an older server, at once. Returns tasks per second.
 */
const accept = async (call: Call, callEach: CallEach, waiting = WAITING): Promise<number> => {
  const referrals = Array.from({ length: TASKS }, () => opportunity({ Origin: 'AWS Referral' }));
  await callEach('CreateOpportunity', referrals);
  const invitations = await listInvitations(call);
  const starts = invitations.map((Identifier) => ({
    Catalog: 'Sandbox',
    ClientToken: randomUUID(),
    Identifier,
  }));
  const milliseconds = await timed(async () => {
    await callEach(start, starts, waiting);
    // The newest tasks come first, so this query reads few rows while any is in progress.
    while ((await listTasks(call, 'IN_PROGRESS', 1)) > 0) await sleep(5);
  });
  if ((await listTasks(call, 'FAILED', 1)) > 0) throw new Error('A task failed');
  return (1000 * starts.length) / milliseconds;
};

/** The same against a server. */
export const acceptAt = (endpoint: string, waiting?: number): Promise<number> =>
  accept(
    (operation, input) => call(endpoint, operation, input),
    (operation, inputs, atOnce) => callEach(endpoint, operation, inputs, atOnce),
    waiting,
  );

const acceptOverHttp = async (folder: string): Promise<number> => {
  const cosell = await startCosell(FROM_DIST, folder);
  try {
    return await acceptAt(cosell.endpoint);
  } finally {
    await cosell.stop();
  }
};

const acceptInProcess = async (folder: string): Promise<number> => {
  const engine = await openEngine(folder);
  try {
    return await accept(engine.call, async (operation, inputs, atOnce = 64) => {
      const left = inputs.values();
      const caller = async () => {
        for (const input of left) await engine.call(operation, input);
      };
      await Promise.all(Array.from({ length: atOnce }, caller));
    });
  } finally {
    await engine.close();
  }
};

const acceptBare = async (folder: string, referral: Transaction[], task: Transaction[]): Promise<number> => {
  const store = await openStore({ folder });
  await store.close();
  return runBare(folder, TASKS, referral, task);
};

/** Records what one referral and one task write, transaction by transaction. */
export const record = async (folder: string): Promise<{ referral: Transaction[]; task: Transaction[] }> => {
  const recording = recordStore(join(folder, 'cosell.sqlite'));
  const engine = await openEngine(folder, recording.observe);
  // Drops what the engine writes when it opens.
  recording.take();
  await engine.call('CreateOpportunity', opportunity({ Origin: 'AWS Referral' }));
  const referral = recording.take();
  const [Identifier] = await listInvitations(engine.call);
  await engine.call(start, { Catalog: 'Sandbox', ClientToken: randomUUID(), Identifier });
  while ((await listTasks(engine.call, 'IN_PROGRESS', 1)) > 0) await sleep(5);
  await engine.close();
  return { referral, task: recording.take() };
};

const listInvitations = async (call: Call): Promise<string[]> => {
  const ids: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await call<{ EngagementInvitationSummaries: { Id: string }[]; NextToken?: string }>(
      'ListEngagementInvitations',
      { Catalog: 'Sandbox', ParticipantType: 'RECEIVER', MaxResults: 100, NextToken },
    );
    ids.push(...page.EngagementInvitationSummaries.map(({ Id }) => Id));
    NextToken = page.NextToken;
  } while (NextToken);
  return ids;
};

/** Returns the number of tasks with a status, up to `most`. */
const listTasks = async (call: Call, status: string, most: number): Promise<number> => {
  const page = await call<{ TaskSummaries: unknown[] }>('ListEngagementByAcceptingInvitationTasks', {
    Catalog: 'Sandbox',
    TaskStatus: [status],
    MaxResults: most,
  });
  return page.TaskSummaries.length;
};
