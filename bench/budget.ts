import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { FROM_SOURCE } from './processes.ts';

/** Microseconds of the server's processor time, by what it was spent on. From source, because the files tell whose time it is. */
export type Budget = Readonly<Record<string, number>>;

/** Whose time a function's is, by its file; the first that matches. */
const parts: readonly (readonly [part: string, file: RegExp])[] = [
  [
    'HTTP',
    /^node:(_http|net|internal\/(streams|stream_base|timers|http)|_stream|timers)|fastify|find-my-way|toad-cache|server\/(http|transport|signed)|writev|writeBuffer|kit\/http\/(peer|networks)/,
  ],
  [
    'identify and authorize',
    /access\/|kit\/policy|kit\/http\/(sigv4|hmac|canonical|authorization)|internal\/crypto/,
  ],
  ['decode', /model\/(decode|check|limits)|kit\/shape\/(decoder|json)|kit\/service/],
  ['encode', /model\/encode|kit\/shape\/encod|empty-members/],
  ['commit', /group-commit|COMMIT|fsync/],
  ['queries', /store\/|kit\/sql|node:sqlite|kysely|\/pg|pg-/],
  ['rules and steps', /operations\/|changes\/|rules\/|tasks\/|events\/|jobs\/|kit\/queue|kit\/flow/],
  ['event loop and promises', /node:internal\/(process|async)|runMicrotasks|\(program\)/],
  ['garbage collection', /garbage collector/],
];

interface Profile {
  /** Microseconds of a clock of its own. */
  startTime: number;
  endTime: number;
  nodes: { id: number; callFrame: { functionName: string; url: string } }[];
  samples: number[];
  timeDeltas: number[];
}

/**
 * Runs `work`, which returns how many times it did something, against a server under V8's profiler. Returns what one of them
 * costs.
 */
export const budgetOf = async (
  folder: string,
  args: readonly string[],
  work: (endpoint: string) => Promise<number>,
): Promise<Budget> => {
  const profiles = join(folder, 'profiles');
  const child = spawn(
    process.execPath,
    ['--cpu-prof', `--cpu-prof-dir=${profiles}`, FROM_SOURCE, 'serve', '--port', '0', ...args],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, COSELL_LOG_LEVEL: 'error' } },
  );
  let endpoint = '';
  for await (const line of createInterface(child.stdout)) {
    endpoint = / ready on (\S+)$/.exec(line)?.[1] ?? '';
    if (endpoint) break;
  }
  const ready = performance.now();
  const times = await work(endpoint);
  child.kill('SIGTERM');
  await once(child, 'exit');
  const sinceReadyMs = performance.now() - ready;
  const [file = ''] = readdirSync(profiles).filter((name) => name.endsWith('.cpuprofile'));
  return spent(JSON.parse(readFileSync(join(profiles, file), 'utf8')), { times, sinceReadyMs });
};

const spent = (
  { nodes, samples, timeDeltas, startTime, endTime }: Profile,
  { times, sinceReadyMs }: { times: number; sinceReadyMs: number },
): Budget => {
  const ownTime = new Map<number, number>();
  // Without what starting took.
  const from = endTime - 1_000 * sinceReadyMs;
  let at = startTime;
  for (const [index, id] of samples.entries()) {
    const passed = timeDeltas[index] ?? 0;
    at += passed;
    if (at >= from) ownTime.set(id, (ownTime.get(id) ?? 0) + passed);
  }
  const budget: Record<string, number> = Object.fromEntries(parts.map(([part]) => [part, 0]));
  for (const { id, callFrame } of nodes) {
    const name = `${callFrame.url.replace(/^.*\/(?:src|node_modules)\//, '')} ${callFrame.functionName}`;
    if (/\(idle\)/.test(name)) continue;
    const part = parts.find(([, file]) => file.test(name))?.[0] ?? 'others';
    budget[part] = (budget[part] ?? 0) + (ownTime.get(id) ?? 0) / times;
  }
  return budget;
};
