import { sql } from 'kysely';
import { byDatabase } from '../../../kit/sql/location.ts';
import { version } from '../../../server/package.ts';
import { check, ok, warning } from '../check.ts';

/** The oldest one that the PostgreSQL project still mends. */
const LEAST_POSTGRES = 14;

export const versions = check('versions', 'Versions', async ({ rows, location }) => {
  const own = `cosell ${version} on Node.js ${process.versions.node}.`;
  const findings = [ok(own)];
  if (!rows) return findings;
  const [database] = await byDatabase(location, {
    sqlite: async () => (await sql<{ v: string }>`select sqlite_version() as v`.execute(rows)).rows,
    postgres: async () =>
      (await sql<{ v: string }>`select current_setting('server_version') as v`.execute(rows)).rows,
  });
  const name = byDatabase(location, { sqlite: () => 'SQLite', postgres: () => 'PostgreSQL' });
  const says = `${name} ${database?.v}.`;
  const isOld = name === 'PostgreSQL' && Number.parseInt(database?.v ?? '', 10) < LEAST_POSTGRES;
  findings.push(isOld ? warning(says, `Upgrade to PostgreSQL ${LEAST_POSTGRES} or newer.`) : ok(says));
  return findings;
});
