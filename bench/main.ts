import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { acceptTasks } from './accept-tasks.ts';
import { getInvitation } from './get-invitation.ts';
import { listOpportunities } from './list-opportunities.ts';
import { onPostgres } from './postgres.ts';
import { buildDist } from './processes.ts';
import { isMet, printRows, type Row, ratioOf } from './report.ts';
import { idleMemory, startUp } from './start-and-memory.ts';
import { strictReads } from './strict-reads.ts';

/**
 * `npm run bench`: measures cosell and bare baselines in one run and prints a table of both. Ratios are reported, not
 * asserted: the exit code is 0 in any case. Each pair alternates, so that other load on the machine affects both.
 */
const benches: Readonly<Record<string, () => Promise<Row[]>>> = {
  get: getInvitation,
  strict: strictReads,
  tasks: acceptTasks,
  list: listOpportunities,
  start: startUp,
  memory: idleMemory,
  postgres: onPostgres,
};

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } });

const names = values.only === undefined ? Object.keys(benches) : [values.only];
buildDist();
const rows: Row[] = [];
for (const name of names) {
  const bench = benches[name];
  if (!bench) throw new Error(`There is no bench ${name}, only ${Object.keys(benches).join(', ')}.`);
  process.stderr.write(`${name} …\n`);
  rows.push(...(await bench()));
}
printRows(rows);
if (values.json) {
  const measured = rows.map((row) => ({
    ...row,
    name: row.name.trim(),
    ratio: ratioOf(row),
    met: isMet(row),
  }));
  writeFileSync(values.json, `${JSON.stringify(measured, undefined, 2)}\n`);
}
