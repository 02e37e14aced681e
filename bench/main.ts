import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { acceptTasks } from './accept-tasks.ts';
import { budgets } from './budgets.ts';
import { getInvitation } from './get-invitation.ts';
import { atHalfLoad } from './load/at-half-load.ts';
import { besideMoto } from './moto.ts';
import { twoNodes } from './nodes.ts';
import type { BenchStore } from './places.ts';
import { onPostgres } from './postgres.ts';
import { bundleCommand } from './processes.ts';
import { recovery } from './recovery.ts';
import { isMet, printRows, type Row, ratioOf } from './report.ts';
import { scale } from './scale.ts';
import { stalls } from './stalls/stalls.ts';
import { idleMemory, startUp } from './start-and-memory.ts';
import { strictReads } from './strict-reads.ts';
import { tracedCalls } from './traces.ts';
import type { Measured } from './write-report.ts';
import { writes } from './writes.ts';

/**
 * `npm run bench`: measures cosell and bare baselines in one run and prints a table of both. Ratios are reported, not
 * asserted: the exit code is 0 in any case. Each pair alternates, so that other load on the machine affects both.
 * `--only get,tasks` measures these alone, `--counts 1000,100000` with so many opportunities, `--scene import` the stalls, or
 * loads, of scenes whose name has that alone, `--store postgres` loads and scales on PostgreSQL, `--json FILE` and
 * `--report docs/about/performance.md` write the figures.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    json: { type: 'string' },
    report: { type: 'string' },
    counts: { type: 'string', default: '1000,100000' },
    scene: { type: 'string' },
    store: { type: 'string', default: 'sqlite' },
  },
});

interface Bench {
  about: string;
  run(): Promise<Row[]>;
}

const store: BenchStore = values.store === 'postgres' ? 'postgres' : 'sqlite';
const on = store === 'postgres' ? ', on PostgreSQL' : '';
const counts = values.counts.split(',').map(Number);

const benches: Readonly<Record<string, Bench>> = {
  get: { about: 'One read after another', run: getInvitation },
  strict: { about: 'Signatures and policies', run: strictReads },
  traces: { about: 'Traces', run: tracedCalls },
  load: {
    about: `Latency at half load, with a constant arrival rate${on}`,
    run: atHalfLoad(store, values.scene),
  },
  tasks: { about: 'Tasks', run: acceptTasks },
  budget: { about: 'Where the processor time goes', run: budgets },
  scale: {
    about: `What each call costs with more opportunities${on}`,
    run: scale(counts, store),
  },
  stalls: {
    about: 'How long anything holds the event loop',
    run: stalls(Math.max(...counts), values.scene),
  },
  writes: { about: 'What a task costs to write, and what other ways would', run: writes },
  start: { about: 'Start', run: startUp },
  memory: { about: 'Memory', run: idleMemory },
  moto: { about: 'Beside a mock of other services', run: besideMoto },
  postgres: { about: 'PostgreSQL', run: onPostgres },
  recovery: { about: 'After a death, on PostgreSQL', run: recovery },
  nodes: { about: 'Two nodes on one PostgreSQL', run: twoNodes },
};

const names = values.only?.split(',') ?? Object.keys(benches);
bundleCommand();
const all: Measured[] = [];
for (const name of names) {
  const bench = benches[name];
  if (!bench) throw new Error(`There is no bench ${name}, only ${Object.keys(benches).join(', ')}.`);
  process.stderr.write(`${name} …\n`);
  all.push({ bench: name, about: bench.about, rows: await bench.run() });
  await write();
}
printRows(all.flatMap(({ rows }) => rows));

/** What was measured until now, so that a bench that fails does not cost the figures of those before it. */
async function write(): Promise<void> {
  if (values.json) {
    const measured = all.map(({ bench, rows }) => ({ bench, rows: rows.map(toJson) }));
    writeFileSync(values.json, `${JSON.stringify(measured, undefined, 2)}\n`);
  }
  if (values.report) await (await import('./write-report.ts')).writeReport(values.report, all.slice(-1));
}

function toJson(row: Row): object {
  return { ...row, name: row.name.trim(), ratio: ratioOf(row), met: isMet(row) };
}
