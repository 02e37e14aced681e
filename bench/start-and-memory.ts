import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { median, timed } from './numbers.ts';
import { FROM_DIST, FROM_SOURCE, inFolder, memoryOf, startCosell } from './processes.ts';
import type { Row } from './report.ts';

const ROUNDS = 10;

/** Measures from start to ready line with a new folder, alternating with an empty Node program. */
export const startUp = async (): Promise<Row[]> => {
  const dist: number[] = [];
  const source: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    dist.push(await startupOf(FROM_DIST));
    source.push(await startupOf(FROM_SOURCE));
    bare.push(await timed(() => execFileSync(process.execPath, ['-e', '0'])));
  }
  const beside = { name: 'node -e 0', value: median(bare) };
  return [
    {
      name: 'Start to ready line, from dist',
      unit: 'ms',
      ours: median(dist),
      beside,
      target: { of: 'ratio', at: 'most', value: 8 },
    },
    {
      name: 'Start to ready line, from source',
      unit: 'ms',
      ours: median(source),
      beside,
    },
  ];
};

const startupOf = (file: string): Promise<number> =>
  inFolder(async (folder) => {
    const cosell = await startCosell(file, join(folder, 'data'));
    await cosell.stop();
    return cosell.startup;
  });

/** Measures resident memory two seconds after the ready line, against an idle Node process. */
export const idleMemory = async (): Promise<Row[]> => {
  const ours: number[] = [];
  for (let round = 0; round < 3; round++) {
    ours.push(
      await inFolder(async (folder) => {
        const cosell = await startCosell(FROM_DIST, join(folder, 'data'));
        await sleep(2000);
        const memory = cosell.memory();
        await cosell.stop();
        return memory;
      }),
    );
  }
  return [
    {
      name: 'Idle memory',
      unit: 'MB',
      ours: median(ours),
      beside: { name: 'bare node', value: await bareMemory() },
      target: { of: 'number', at: 'most', value: 95 },
    },
  ];
};

const bareMemory = async (): Promise<number> => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60_000)'], { stdio: 'ignore' });
  await sleep(2000);
  const memory = memoryOf(child);
  child.kill();
  await once(child, 'exit');
  return memory;
};
