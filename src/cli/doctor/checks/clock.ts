import { sql } from 'kysely';
import { byDatabase } from '../../../kit/sql/location.ts';
import { check, type Finding, ok, problem, warning } from '../check.ts';

/** Above it tokens and signatures begin to fail: AWS allows five minutes. */
const WRONG_MS = 60_000;
const SKEWED_MS = 2_000;

/** Whether the operator has moved the server's clock, and whether the machine's agrees with the database's. */
export const clock = check('clock', 'Clock', async ({ rows, location }) => {
  if (!rows) return [];
  const findings: Finding[] = [];
  const tables = await rows.introspection.getTables();
  const setting = tables.some(({ name }) => name === 'meta')
    ? await rows.selectFrom('meta').select('value').where('name', '=', 'clock').executeTakeFirst()
    : undefined;
  const { offset = 0, frozenAt } = JSON.parse(setting?.value || '{}') as {
    offset?: number;
    frozenAt?: string;
  };
  if (frozenAt !== undefined) {
    findings.push(
      warning(
        `The server’s clock is frozen at ${frozenAt}: no timer fires.`,
        'Let it go on with `cosell clock resume`.',
      ),
    );
  } else if (offset !== 0) {
    findings.push(
      warning(
        `The server’s clock is moved by ${Math.round(offset / 1000)} s.`,
        'If that is no test: `cosell clock set` sets it; a clock that goes back delays timers.',
      ),
    );
  }
  const skewMs = await byDatabase(location, { sqlite: async () => 0, postgres: async () => skewOf(rows) });
  if (Math.abs(skewMs) > SKEWED_MS) {
    const says = `The clocks of this machine and of the database differ by ${(skewMs / 1000).toFixed(1)} s.`;
    const todo = 'Set both by NTP (chrony, systemd-timesyncd).';
    findings.push(Math.abs(skewMs) > WRONG_MS ? problem(says, todo) : warning(says, todo));
  }
  return findings.length > 0 ? findings : [ok('The server’s clock is the machine’s, and that is right.')];
});

type Rows = Parameters<ReturnType<typeof sql>['execute']>[0];

/** How far the machine is ahead of the database. */
const skewOf = async (rows: Rows): Promise<number> => {
  const before = Date.now();
  const { rows: found } = await sql<{ ms: number }>`
    select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms
  `.execute(rows);
  return (before + Date.now()) / 2 - Number(found[0]?.ms);
};
