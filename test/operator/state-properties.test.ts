import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadStateTables } from '../../src/store/tables.ts';
import { createDestination, EventPattern, eventBridgeOf, roleArn } from '../support/event-bridge.ts';
import { addFault, advance } from '../support/operator.ts';
import { ALPHA, AWS, BETA, clientOf, startServer } from '../support/server.ts';
import { sweep } from '../support/sweep.ts';
import { times } from '../support/thorough.ts';
import { send } from '../support/wire.ts';
import { buildWorld, worldAccounts } from '../support/world.ts';

const onPostgres = process.env.COSELL_TEST_STORE === 'postgres';
/** What is read of a JSON column does not depend on the store, so the other store has a sample of these. */
const values = onPostgres ? ['null', '{}', 'x'] : ['', 'null', '[]', '{}', '""', '0', 'x'];

type Server = Awaited<ReturnType<typeof startServer>>;
type State = Awaited<ReturnType<Server['state']['export']>>;

/** A state with a row in every table. */
const fullState = async (server: Server): Promise<State> => {
  await buildWorld(server);
  await server.accounts.put({
    id: ALPHA,
    companyName: 'Alpha',
    opportunityOwner: { email: 'a@example.com', firstName: 'A', lastName: 'B' },
  });
  await clientOf(server, ALPHA).putSellingSystemSettings({
    Catalog: 'Sandbox',
    ResourceSnapshotJobRoleIdentifier: `arn:aws:iam::${ALPHA}:role/snapshots`,
  });
  const bridge = eventBridgeOf(server);
  const { destinationArn: Arn } = await createDestination(bridge, 'receiver');
  await bridge.putRule({ Name: 'all', EventPattern });
  await bridge.putTargets({ Rule: 'all', Targets: [{ Id: 't', Arn, RoleArn: roleArn() }] });
  await addFault(server, { account: '999999999999', fail: 'InternalError', message: 'm' });
  await addFault(server, { account: '999999999999', throttle: 5 });
  await server.reviews.setPolicy({ rules: [{ decision: 'Approved', after: '1d' }] });
  await advance(server, '1d');
  await server.clock.freeze({});
  const state = await server.state.export();
  const { columns = [], rows = [] } = state.tables.events ?? {};
  const event = rows[0]?.[columns.indexOf('event')] ?? '{}';
  const letter = {
    id: 'letter-1',
    account_id: ALPHA,
    subscription_id: 'rule/all/t',
    event,
    attempts: 1,
    last_error: 'TIMEOUT',
    created_at: state.at ?? '',
    state: 'dead',
  };
  const dead = { columns: Object.keys(letter), rows: [Object.values(letter)] };
  return { ...state, tables: { ...state.tables, dead_letters: dead } };
};

/** Deeper than code that walks it can go. */
const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
const text = fc.oneof(
  fc.constantFrom(deep, '['.repeat(60) + ']'.repeat(60), `{"detail":${deep}}`),
  fc.constantFrom(
    '',
    '\0',
    'a\0b',
    '\ud800',
    '\udc00x',
    '💥',
    '💥'.repeat(2000),
    'x'.repeat(5000),
    '__proto__',
    'null',
  ),
  fc.constantFrom(
    '2026-02-30T00:00:00.000Z',
    '2026-01-01',
    'aws',
    ALPHA,
    'Sandbox',
    'PENDING',
    'O1',
    '[]',
    '{}',
    '-1',
  ),
  fc.string({ unit: 'binary', maxLength: 10 }),
);
const number = fc.constantFrom(0, -1, 1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 53), 1e300);
const json = fc.oneof(
  fc.constantFrom(null, true, [], {}, [null], [[]], { __proto__: null }, JSON.parse('{"__proto__":{"a":1}}')),
  text,
  number,
  fc.jsonValue({ maxDepth: 3 }),
);

/** Puts a value at a place in a JSON value; the place is a number for each level. */
const changed = (value: unknown, [step, ...steps]: readonly number[], put: unknown): unknown => {
  if (step === undefined || typeof value !== 'object' || value === null) return put;
  const names = Object.keys(value);
  const name = names[step % Math.max(1, names.length)];
  if (name === undefined) return put;
  const member = changed((value as Record<string, unknown>)[name], steps, put);
  if (Array.isArray(value)) return value.map((element, index) => (String(index) === name ? member : element));
  return { ...value, [name]: member };
};

/** A value for a column: of any type, or the JSON that it has with a change anywhere within. */
const change = fc.oneof(
  { weight: 2, arbitrary: json.map((value) => () => value) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.array(fc.nat(20), { minLength: 1, maxLength: 6 }), json)
      .map(([path, value]) => (old: unknown) => {
        try {
          return JSON.stringify(changed(JSON.parse(String(old)), path, value));
        } catch {
          return value;
        }
      }),
  },
);

/** Starts a server, and returns it with a full state and the places of all its values. */
const setUp = async () => {
  const server = await startServer({ accounts: worldAccounts, logLevel: 'silent' });
  const state = await fullState(server);
  const places = Object.entries(state.tables).flatMap(([table, { columns, rows }]) =>
    columns.flatMap((_, column) => rows.map((_, row): [string, number, number] => [table, column, row])),
  );
  return { server, state, places };
};

/** Returns the state with a value in some rows of a column. */
const withValue = (state: State, [name, column, value]: Cell, isChanged: (row: number) => boolean): State => {
  const { columns = [], rows = [] } = state.tables[name] ?? {};
  const put = rows.map((row, index) => (isChanged(index) ? row.with(columns.indexOf(column), value) : row));
  return { ...state, tables: { ...state.tables, [name]: { columns, rows: put } } };
};

/** A table, a column and a value for it. */
type Cell = readonly [string, string, string];

const refusedRows = (answer: unknown, table: string): number[] => {
  const { ErrorList = [] } = answer as { ErrorList?: { FieldName: string }[] };
  const rows = ErrorList.map(({ FieldName }) => Number(/^tables\.(\w+)\.rows\[(\d+)\]/.exec(FieldName)?.[2]));
  expect([table, rows.filter(Number.isNaN)]).toEqual([table, []]);
  return [...new Set(rows)];
};

describe('a JSON column of a state', () => {
  it('is declared as one, and the full state has a row with it', async () => {
    const { state } = await setUp();
    const declared = (await loadStateTables()).flatMap(({ name, json = {} }) =>
      Object.keys(json).map((column) => `${name}.${column}`),
    );
    const seen = Object.entries(state.tables).flatMap(([name, { columns, rows }]) =>
      columns
        .filter((_, place) => rows.some((row) => /^[[{]/.test(String(row[place]))))
        .map((column) => `${name}.${column}`),
    );
    // Those of meta are checked by the name of their row, and a task of an account's root has no principal.
    const known = seen.filter((column) => column !== 'meta.value');
    expect([...known, 'tasks.principal'].toSorted()).toEqual(declared.toSorted());
  });

  it('is refused, row by row, with what no server could read in it, or everything answers', async () => {
    const { server, state } = await setUp();
    const columns = (await loadStateTables()).flatMap(({ name, json = {} }) =>
      Object.keys(json).map((column): [string, string] => [name, column]),
    );
    for (const value of values) {
      for (const [name, column] of columns) {
        const where = `${name}.${column} = ${value}`;
        // A shape may depend on the row, and an answer names some faults only: rows are left as they were once refused.
        const refused = new Set<number>();
        for (let status = 400; status !== 200; ) {
          const body = JSON.stringify(withValue(state, [name, column, value], (row) => !refused.has(row)));
          const answer = await send(server, { method: 'PUT', path: '/_cosell/state', body });
          const rows = refusedRows(answer.json, name);
          expect([where, answer.status, rows.filter((row) => refused.has(row))]).toEqual([
            where,
            rows.length > 0 ? 400 : 200,
            [],
          ]);
          for (const row of rows) refused.add(row);
          status = answer.status;
        }
        const isChanged = refused.size < (state.tables[name]?.rows.length ?? 0);
        if (isChanged) expect([where, await sweep(server, [ALPHA, BETA, AWS])]).toEqual([where, []]);
      }
    }
  });
});

describe('any value in any column of a state', () => {
  it('is imported as it is, and everything answers', async () => {
    const { server, state } = await setUp();
    expect(Object.keys(state.tables).length).toBeGreaterThanOrEqual(22);
    await server.state.import(state);
    expect(await sweep(server, [ALPHA, BETA, AWS])).toEqual([]);
  });

  it('is refused by its place, or every operation answers without an internal error', async () => {
    const { server, state, places } = await setUp();
    await fc.assert(
      fc.asyncProperty(fc.nat(), change, async (number, make) => {
        // Each column as often as any other, however many rows its table has.
        const columns = [...Map.groupBy(places, ([table, column]) => `${table}/${column}`).values()];
        const candidates = columns[number % columns.length] ?? [];
        const [table, column, row] = candidates[Math.floor(number / columns.length) % candidates.length] ?? [
          '',
          0,
          0,
        ];
        const given = state.tables[table] ?? { columns: [], rows: [] };
        const rows = given.rows.map((values, index) =>
          index === row
            ? values.map((value, at) => (at === column ? (make(value) as never) : value))
            : values,
        );
        const body = JSON.stringify({ ...state, tables: { ...state.tables, [table]: { ...given, rows } } });
        const answer = await send(server, { method: 'PUT', path: '/_cosell/state', body });
        const where = `${table}.${given.columns[column]}`;
        if (answer.status === 400) {
          const { ErrorList = [] } = answer.json as { ErrorList?: { FieldName: string }[] };
          expect([where, ErrorList.map(({ FieldName }) => FieldName)]).toEqual([
            where,
            expect.arrayContaining([expect.stringMatching(new RegExp(`^tables(\\.${table}\\.rows\\[|$)`))]),
          ]);
          return;
        }
        expect([where, answer.status, answer.text]).toEqual([where, 200, expect.anything()]);
        expect([where, await sweep(server, [ALPHA, BETA, AWS])]).toEqual([where, []]);
      }),
      { numRuns: times(onPostgres ? { usual: 40, all: 300 } : { usual: 100, all: 1_000 }) },
    );
  });
});
