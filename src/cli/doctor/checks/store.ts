import { byDatabase, describeLocation } from '../../../kit/sql/location.ts';
import { shippedMigrationNames } from '../../../store/migrations/index.ts';
import { readSchemaNames } from '../../../store/state.ts';
import { check, ok, problem, warning } from '../check.ts';

/** Whether the store can be opened, and which schema it has. */
export const store = check('store', 'Store', async ({ location, rows, failure }) => {
  const place = describeLocation(location);
  if (failure) {
    return [
      problem(
        `The data in ${place} cannot be opened: ${failure.message.replace(/\.$/, '')}.`,
        byDatabase(location, {
          sqlite: () =>
            'Look whether --data is right, and whether this user may read it; else restore a backup.',
          postgres: () =>
            'Look whether PostgreSQL runs and takes connections from here, and whether the URL is right.',
        }),
      ),
    ];
  }
  if (!rows) return [ok(`There is no data in ${place} yet: the first start creates it.`)];
  const tables = await rows.introspection.getTables({ withInternalKyselyTables: true });
  const applied = tables.some(({ name }) => name === 'kysely_migration') ? await readSchemaNames(rows) : [];
  const known = shippedMigrationNames();
  const newer = applied.filter((name) => !known.includes(name));
  const due = known.filter((name) => !applied.includes(name));
  if (newer.length > 0) {
    return [
      problem(
        `${place} was written by a newer version of cosell (${newer.join(', ')}).`,
        'Start that version, or a newer one.',
      ),
    ];
  }
  if (due.length > 0) {
    return [
      warning(
        `${place} is open; its schema lacks ${due.length} ${due.length === 1 ? 'migration' : 'migrations'} (from ${due[0]}).`,
        'Make a backup, then run `cosell migrate`, or start this version, which does it.',
      ),
    ];
  }
  return [ok(`${place} is open, and its schema is up to date (${applied.at(-1)}).`)];
});
