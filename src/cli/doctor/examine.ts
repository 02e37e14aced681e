import { loadFolder, modulesBelow } from '../../kit/service/load-folder.ts';
import { byDatabase, hasDatabase } from '../../kit/sql/location.ts';
import { databaseFile } from '../../kit/sql/sqlite/open-database.ts';
import { readDatabase } from '../../store/backup-file.ts';
import { openDatabase, program } from '../../store/database.ts';
import { openSnapshotOf } from '../../store/index.ts';
import type { Queries } from '../../store/tables.ts';
import { type Check, type Finding, type Patient, problem, type Severity, severities } from './check.ts';

/** What one check found. */
export interface Examined {
  check: string;
  subject: string;
  findings: Finding[];
}

const isCheck = (exported: unknown): exported is Check =>
  typeof exported === 'object' && exported !== null && 'examine' in exported;

/** The order in which people read them; others follow. */
const ORDER = ['configuration', 'server', 'store'];

/** Runs all checks, whatever each finds. Changes nothing; a server may run on the same store. */
export const examine = async (patient: Omit<Patient, 'rows' | 'failure'>): Promise<Examined[]> => {
  let examined: Examined[] | undefined;
  try {
    await withStore(patient, async (rows) => {
      examined = await runAll({ ...patient, rows, failure: undefined });
    });
  } catch (error) {
    examined ??= await runAll({ ...patient, rows: undefined, failure: error as Error });
  }
  return examined ?? [];
};

const runAll = async (patient: Patient): Promise<Examined[]> => {
  const checks = [...(await loadFolder(modulesBelow(import.meta.url, 'checks'), isCheck)).values()];
  const placeOf = ({ name }: Check): number => (ORDER.indexOf(name) + ORDER.length + 1) % (ORDER.length + 1);
  const examined: Examined[] = [];
  for (const { name, subject, examine: run } of checks.sort((one, other) => placeOf(one) - placeOf(other))) {
    const findings = await run(patient).catch((error: Error) => [
      problem(`This could not be checked: ${error.message}`, 'Mend what the message names, and look again.'),
    ]);
    if (findings.length > 0) examined.push({ check: name, subject, findings });
  }
  return examined;
};

/** Opens the store for reads beside a server, without migrating it; `undefined` if there is none yet. */
const withStore = (
  { location }: Pick<Patient, 'location'>,
  work: (rows: Queries | undefined) => Promise<void>,
): Promise<void> =>
  byDatabase(location, {
    sqlite: (place) =>
      place === 'memory' || !hasDatabase(place, program)
        ? work(undefined)
        : readDatabase(databaseFile(place.folder, program.name), work),
    postgres: async () => {
      const connections = await openDatabase(location);
      try {
        const snapshot = await openSnapshotOf(connections);
        await work(snapshot.rows).finally(() => snapshot.close());
      } finally {
        await connections.close();
      }
    },
  });

/** The worst of all findings. */
export const worstOf = (examined: readonly Examined[]): Severity =>
  severities[
    Math.max(
      0,
      ...examined.flatMap(({ findings }) => findings.map(({ severity }) => severities.indexOf(severity))),
    )
  ] ?? 'ok';
