import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startProcess } from '../../bench/processes.ts';
import { createMemoryMeter } from '../../soak/memory-in-use.ts';
import { temporaryFolder } from '../support/server.ts';

const MEGABYTES = 100;

/** Fills that much of V8's heap, and keeps it or not. */
const program = (keeps: boolean): string => `
  globalThis.kept = Array.from({ length: ${MEGABYTES} }, () => new Array(2 ** 17).fill(0.5));
  if (!${keeps}) globalThis.kept = undefined;
  setInterval(() => {}, 1_000);
  console.log('filled, ready on nothing');
`;

// Linux's /proc tells the memory of another process.
it.runIf(process.platform === 'linux').each([
  ['what a process keeps', true],
  ['not what V8 keeps for garbage', false],
])('the memory in use is %s', async (_what, keeps) => {
  const folder = await temporaryFolder();
  const file = join(folder, 'program.mjs');
  writeFileSync(file, program(keeps));
  const meter = createMemoryMeter(folder);
  const filled = await startProcess(file, [], meter.env);
  onTestFinished(() => filled.kill());
  expect(filled.memory()).toBeGreaterThan(MEGABYTES);
  for (let time = 0; time < 2; time += 1) {
    const inUse = await meter.measure(filled.pid);
    expect(inUse > MEGABYTES).toBe(keeps);
  }
});
