import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { byDatabase } from '../../../kit/sql/location.ts';
import { loadKeptTables } from '../../../store/tables.ts';
import { check, type Finding, ok, type Patient, problem, warning } from '../check.ts';

/** Who may read the files with secrets, and what this user may do with the data. */
export const permissions = check('permissions', 'Permissions', async (patient) => {
  const { config, tlsKey, secretsKeyFile, operatorTokenFile } = patient.flags;
  const secret = [config, tlsKey, secretsKeyFile, operatorTokenFile].filter((file) => file !== undefined);
  const findings = [
    ...(await Promise.all(secret.map(tooOpen))).flat(),
    ...(await byDatabase(patient.location, {
      sqlite: async (place) => (place === 'memory' ? [] : ofFolder(place.folder)),
      postgres: () => grants(patient),
    })),
  ];
  if (findings.length > 0 || patient.failure) return findings;
  return [
    ok(
      patient.rows
        ? 'Files with secrets are for their owner only, and the data can be written.'
        : 'Files with secrets are for their owner only.',
    ),
  ];
});

const tooOpen = async (file: string): Promise<Finding[]> => {
  const found = await stat(file).catch(() => undefined);
  // What cannot be found is another check's.
  if (!found || (found.mode & 0o077) === 0) return [];
  const mode = (found.mode & 0o777).toString(8);
  const right = found.isDirectory() ? '700' : '600';
  return [
    warning(`${file} is for more than its owner (mode ${mode}), and has secrets.`, `chmod ${right} ${file}`),
  ];
};

const ofFolder = async (folder: string): Promise<Finding[]> => {
  const files = await readdir(folder).catch(() => undefined);
  if (!files) return [];
  const paths = files
    .filter((name) => /^cosell\.sqlite(-wal|-shm)?$|^secrets\.key$/.test(name))
    .map((name) => join(folder, name));
  const findings = await tooOpen(folder);
  // Within a folder that only its owner may enter, the files' own modes do not matter, but for the key: it is copied.
  const open = findings.length > 0 ? paths : paths.filter((path) => path.endsWith('.key'));
  for (const path of open) findings.push(...(await tooOpen(path)));
  for (const path of [folder, ...paths]) {
    await access(path, constants.R_OK | constants.W_OK).catch(() => {
      findings.push(
        problem(
          `This user may not read and write ${path}.`,
          'Run this, and the server, as the user who owns it.',
        ),
      );
    });
  }
  return findings;
};

const grants = async ({ rows }: Patient): Promise<Finding[]> => {
  if (!rows) return [];
  const there = (await rows.introspection.getTables()).map(({ name }) => name);
  const names = (await loadKeptTables()).map(({ name }) => name).filter((name) => there.includes(name));
  const { rows: lacking } = await sql<{ name: string }>`
    select name from unnest(array[${sql.join(names)}]::text[]) as name
      where not has_table_privilege(name, 'select') or not has_table_privilege(name, 'insert')
        or not has_table_privilege(name, 'update') or not has_table_privilege(name, 'delete')
      order by name
  `.execute(rows);
  const findings: Finding[] = [];
  if (names.length > 0 && lacking.length > 0) {
    findings.push(
      problem(
        `The database user may not read and write ${lacking.map(({ name }) => name).join(', ')}.`,
        'Let it own the tables, or grant SELECT, INSERT, UPDATE and DELETE on them.',
      ),
    );
  }
  const { rows: schema } = await sql<{ may: boolean }>`
    select has_schema_privilege(current_schema(), 'create') as may
  `.execute(rows);
  if (schema[0]?.may === false) {
    findings.push(
      warning(
        'The database user may not create tables: migrations and the queue need it.',
        'Grant CREATE on the schema and the database, or run `cosell migrate` as a user who may.',
      ),
    );
  }
  return findings;
};
