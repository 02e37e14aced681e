import { expect, test } from 'vitest';
import { runInCopy } from '../support/copied-sources.ts';

const TABLE = `
  import { table } from '../tables.ts';

  export interface Notes {
    account_id: string;
    id: string;
    document: string;
  }

  declare module '../tables.ts' {
    interface Tables {
      notes: Notes;
    }
  }

  export const notes = table('notes', {
    key: ['account_id', 'id'],
    json: { document: 'Person' },
    deletedWith: { account: 'account_id' },
    lockOrder: 5,
    retention: { kept: 'as long as the account' },
  });
`;

const USE = `
  import { stateFaults } from './src/operator/state-faults.ts';
  import { sourceOf } from './src/operator/state-source.ts';
  import { openStore } from './src/store/index.ts';
  import { openSource, openTarget } from './src/store/move.ts';
  import { deleteAccountState } from './src/store/repositories/account-state.ts';
  import { readKnownTables, readState, writeState } from './src/store/state.ts';
  import { loadLockedTables } from './src/store/tables.ts';

  /** Stands for a migration. */
  const create = async (folder) => {
    const store = await openStore({ folder });
    await store.transaction(async (tx) => {
      let table = tx.schema.createTable('notes');
      for (const column of ['account_id', 'id', 'document']) {
        table = table.addColumn(column, 'text', (definition) => definition.notNull());
      }
      await table.addPrimaryKeyConstraint('notes_key', ['account_id', 'id']).execute();
    });
    return store;
  };

  const store = await create('old');
  const insert = (...ids) =>
    store.transaction((tx) =>
      tx.insertInto('notes').values(ids.map((id) => ({ account_id: '1', id, document: '{}' }))).execute(),
    );
  await insert('b', 'a');
  let notes;
  for await (const { table, ...read } of readState(store.reads)) if (table === 'notes') notes = read;
  const known = await readKnownTables(store.reads);
  const faultsOf = (rows) =>
    stateFaults(sourceOf({ format: 1, schema: [], tables: { notes: { columns: notes.columns, rows } } }), known, []);
  const faults = (await faultsOf([['1', '{', 'a'], ['1', '{"email":"e","firstName":"f","lastName":"l"}', 'a']])).map(({ Message }) => Message);

  const idsLeft = async () => (await store.reads.selectFrom('notes').select('id').execute()).map(({ id }) => id);
  await store.transaction((tx) => deleteAccountState(tx, '1'));
  const left = [await idsLeft()];
  await insert('c');
  await store.transaction((tx) => writeState(tx, sourceOf({ schema: [], tables: { notes } }).tables));
  left.push(await idsLeft());
  await store.close();

  await (await create('new')).close();
  const source = await openSource({ folder: 'old' });
  const target = await openTarget({ folder: 'new' });
  const moved = await source.read((rows) => target.store.transaction((tx) => target.write(tx, rows)));
  await source.close();
  await target.store.close();

  console.log(JSON.stringify({
    locked: (await loadLockedTables()).indexOf('notes'),
    notes,
    faults,
    left,
    moved: moved.find(({ table }) => table === 'notes')?.rows,
  }));
`;

test('a table is added by one file: it is locked, exported, checked, imported, reset and moved', async () => {
  expect(await runInCopy({ 'src/store/tables/notes.ts': TABLE, 'use.ts': USE }, 'use.ts')).toEqual({
    locked: 4,
    notes: {
      columns: ['account_id', 'document', 'id'],
      rows: [
        ['1', '{}', 'a'],
        ['1', '{}', 'b'],
      ],
    },
    faults: [
      'tables.notes.rows[0][1] (document of ["1","a"]) has to be JSON.',
      'tables.notes.rows[1] has the key of an earlier row.',
    ],
    left: [[], ['a', 'b']],
    moved: 2,
  });
});
