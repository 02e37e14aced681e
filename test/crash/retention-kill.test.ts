import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { findGoneEvents } from '../../src/store/retention/marks.ts';
import { operate } from '../support/operator.ts';
import { readEndedTasks, writeEndedTasks } from '../support/over.ts';
import { underTest } from '../support/postgres.ts';
import { startProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/server.ts';

const TASKS = 3_000;
const KILLS = 6;
const RETENTION = ['events=1h', 'clientTokens=1h', 'tasks=1h', 'deadLetters=1h'];
const DAY_MS = 86_400_000;

interface Kept {
  kept: { name: string; deleted: number }[];
}

test('a server that is killed while it deletes what is over leaves nothing by half, and the next one goes on', async () => {
  const location = await underTest({ folder: await temporaryFolder() });
  if (location === 'memory') throw new Error('A process has no store of another one in memory.');
  const store = await openStore(location);
  await writeEndedTasks(store, TASKS, new Date(Date.now() - 10 * DAY_MS).toISOString());
  await store.close();
  const place =
    'databaseUrl' in location ? ['--database-url', location.databaseUrl] : ['--data', location.folder];
  const start = async () => {
    const flags = ['--port', '0', '--log-level', 'error', '--retention', ...RETENTION];
    const program = startProgram(['serve', ...place, ...flags]);
    return { program, endpoint: await program.ready() };
  };
  /** Opens the store when no server does. */
  const look = async () => {
    const opened = await openStore(location);
    try {
      const left = await readEndedTasks(opened);
      const gone = await findGoneEvents(opened.reads);
      expect(left.sequences.filter((sequence) => sequence <= (gone?.through ?? 0))).toEqual([]);
      expect(left.sequences.length + (gone?.through ?? 0)).toBe(TASKS);
      return left.tasks + left.tokens + left.sequences.length;
    } finally {
      await opened.close();
    }
  };

  // The first pass notes the newest event, which is over an hour later.
  const first = await start();
  await operate(first, 'POST', 'retention/run', {});
  await operate(first, 'POST', 'clock/advance', { by: '2h' });
  first.program.child.kill('SIGKILL');
  await first.program.ended();
  let left = await look();
  let killedInside = 0;
  for (let life = 0; life < KILLS; life += 1) {
    const server = await start();
    const deleted = async () => {
      const { kept } = await operate<Kept>(server, 'GET', 'retention');
      return kept.reduce((sum, { deleted }) => sum + deleted, 0);
    };
    const passing = operate(server, 'POST', 'retention/run', {}).catch(() => 'killed');
    // Another place of the pass each time: among the events, the tokens, the tasks.
    const isOver = passing.then(() => true);
    while ((await deleted()) < 100 + life * 150) if (await Promise.race([isOver, sleep(1, false)])) break;
    server.program.child.kill('SIGKILL');
    await server.program.ended();
    if ((await passing) === 'killed') killedInside += 1;
    const now = await look();
    expect(now).toBeLessThanOrEqual(left);
    left = now;
  }
  expect(killedInside).toBeGreaterThan(0);
  const last = await start();
  onTestFinished(() => void last.program.child.kill('SIGKILL'));
  await operate(last, 'POST', 'retention/run', {});
  last.program.child.kill('SIGTERM');
  expect(await last.program.ended()).toBe(0);
  expect(await look()).toBe(0);
});
