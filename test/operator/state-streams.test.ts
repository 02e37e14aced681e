import { once } from 'node:events';
import { request } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createRowFile } from '../../src/kit/flow/row-file.ts';
import { spoolState } from '../../src/operator/spooled-state.ts';
import { openStore } from '../../src/store/index.ts';
import { readState } from '../../src/store/state.ts';
import { refer } from '../support/data.ts';
import { ALPHA, BETA, clientOf, startServer } from '../support/server.ts';
import { send } from '../support/wire.ts';

const PATH = '/_cosell/state';

const setUp = async () => {
  const server = await startServer({ logLevel: 'silent' });
  await refer(clientOf(server, ALPHA));
  const state = await server.state.export();
  const put = (body: string | Buffer) => send(server, { method: 'PUT', path: PATH, body, headers: {} });
  const faultsOf = async (body: string) => {
    const { status, json } = await put(body);
    expect([status, json?.__type]).toEqual([400, expect.stringContaining('ValidationException')]);
    const faults = json?.ErrorList as { FieldName: string; Code: string }[] | undefined;
    return (faults ?? []).map(({ FieldName, Code }) => `${FieldName}: ${Code}`);
  };
  return { server, state, put, faultsOf };
};

it('tells of a body that arrives the faults that it tells of a document in memory', async () => {
  const { server, state, faultsOf } = await setUp();
  const { columns = [], rows = [] } = state.tables.events ?? {};
  const first = rows[0] ?? [];
  const wrong = {
    ...state,
    tables: {
      ...state.tables,
      events: { columns, rows: [...rows, first, [], first.with(0, { deep: [1] } as never)] },
      nothing: { columns: ['a'], rows: [] },
    },
  };
  const error = (await server.state.import(wrong).catch((refusal) => refusal)) as {
    details: { ErrorList: { FieldName: string; Code: string }[] };
  };
  const inMemory = error.details.ErrorList.map(({ FieldName, Code }) => `${FieldName}: ${Code}`);
  expect(inMemory.length).toBeGreaterThan(3);
  expect(await faultsOf(JSON.stringify(wrong))).toEqual(inMemory);
});

it('reads members in any order, and refuses a table that is there twice', async () => {
  const { server, state, put, faultsOf } = await setUp();
  const tables = Object.fromEntries(
    Object.entries(state.tables).map(([name, { columns, rows }]) => [name, { rows, columns }]),
  );
  const { format, schema } = state;
  expect((await put(JSON.stringify({ tables, schema, format }))).status).toBe(200);
  expect((await server.state.export()).tables).toEqual(state.tables);
  const accounts = '{"columns":["account_id"],"rows":[["1"]]}';
  const twice = `{"format":1,"schema":[],"tables":{"accounts":${accounts},"accounts":${accounts}}}`;
  expect(await faultsOf(twice)).toEqual(['tables.accounts: DUPLICATE_KEY_VALUE']);
});

it.each([
  ['no object', '[]', ['undefined: INVALID_VALUE']],
  [
    'rows that are no list',
    '{"format":1,"schema":[],"tables":{"events":{"columns":[],"rows":5}}}',
    ['tables.events.rows: INVALID_VALUE'],
  ],
  [
    'rows that are no lists',
    '{"format":1,"schema":[],"tables":{"tags":{"columns":[],"rows":[5]}}}',
    ['tables.tags.columns: REQUIRED_FIELD_MISSING'],
  ],
  [
    'a name of JavaScript',
    '{"format":1,"schema":[],"tables":{"__proto__":{"columns":[],"rows":[[1]]}}}',
    ['tables.__proto__: INVALID_VALUE'],
  ],
])('refuses %s', async (_, body, faults) => {
  const { faultsOf } = await setUp();
  const found = await faultsOf(body);
  for (const fault of faults) expect(found.some((one) => one.startsWith(fault))).toBe(true);
});

it.each([
  ['nothing', ''],
  ['a cut document', '{"format":1,"schema":[],"tables":{"tags":{"columns":[],"rows":[[1'],
  ['more than one document', '{}{}'],
  ['what is not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
])('refuses %s as no JSON', async (_, body) => {
  const { put } = await setUp();
  const { status, json } = await put(body);
  expect([status, json?.__type]).toEqual([400, expect.stringContaining('SerializationException')]);
});

it('leaves everything as it was if the client goes away half way', async () => {
  const { server, state } = await setUp();
  const { hostname, port } = new URL(server.endpoint);
  const sending = request({ hostname, port, path: PATH, method: 'PUT' }).on('error', () => {});
  const text = JSON.stringify(state);
  sending.write(text.slice(0, -10));
  await once(sending, 'socket');
  await turn();
  sending.destroy();
  await new Promise((resolve) => sending.once('close', resolve));
  expect((await server.state.export()).tables).toEqual(state.tables);
  await refer(clientOf(server, BETA));
});

it('reads a snapshot: what is written meanwhile is not delayed, and not in it', async () => {
  const { server } = await setUp();
  const { hostname, port } = new URL(server.endpoint);
  const asking = request({ hostname, port, path: PATH }).end();
  const [response] = await once(asking, 'response');
  // Nothing is read yet, but the head: the snapshot stays open.
  await refer(clientOf(server, BETA));
  response.setEncoding('utf8');
  let text = '';
  for await (const part of response) text += part;
  const { tables } = JSON.parse(text);
  expect(JSON.stringify(tables.engagement_invitations.rows)).not.toContain(BETA);
  expect(JSON.stringify((await server.state.export()).tables)).toContain(BETA);
});

it('reads at once what takes little time: few rows if they are large', async () => {
  const store = await openStore('memory');
  const value = 'x'.repeat(25_000);
  await store.transaction(async (tx) => {
    for (let row = 0; row < 60; row += 1)
      await tx
        .insertInto('meta')
        .values({ name: `row-${row}`, value })
        .execute();
  });
  const snapshot = await store.openSnapshot();
  const sizes: number[] = [];
  for await (const { rows } of readState(snapshot.rows)) sizes.push(rows.length);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(60);
  expect(Math.max(...sizes)).toBe(2);
  await snapshot.close();
  await store.close();
});

it('refuses a row that is larger than any operation makes, as soon as that is known', async () => {
  let sent = 0;
  const body = (async function* () {
    yield Buffer.from(
      '{"format":1,"schema":[],"tables":{"meta":{"columns":["name","value"],"rows":[["large","',
    );
    for (; sent < 100; sent += 1) yield Buffer.alloc(65_536, 'x');
  })();
  await expect(spoolState(body)).rejects.toThrow('more than 4 MB in one row');
  expect(sent).toBeLessThanOrEqual(64);
});

it('parses a body in pieces, and returns control to the event loop after each', async () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => `["${index}","${'v'.repeat(80)}"]`);
  const body = Buffer.from(
    `{"format":1,"schema":[],"tables":{"meta":{"columns":["name","value"],"rows":[${rows.join(',')}]}}}`,
  );
  let turns = 0;
  let isOver = false;
  const counting = (async () => {
    for (; !isOver; turns += 1) await turn();
  })();
  await using spooled = await spoolState(
    (async function* () {
      yield body;
    })(),
  );
  isOver = true;
  await counting;
  expect(turns).toBeGreaterThanOrEqual(Math.floor(body.length / 65_536));
  const table = spooled.source.tables.get('meta');
  expect(table?.rowCount).toBe(20_000);
  let count = 0;
  for await (const batch of table?.batches() ?? []) {
    expect(batch.length).toBeLessThanOrEqual(200);
    count += batch.length;
  }
  expect(count).toBe(20_000);
});

it('keeps rows in a file, in sections', async () => {
  await using file = await createRowFile();
  file.add(['first']);
  const start = file.end;
  for (let row = 0; row < 5_000; row += 1) {
    file.add([row, 'ä'.repeat(200)]);
    await file.flush();
  }
  const end = file.end;
  file.add(['last']);
  await file.flush(true);
  let count = 0;
  for await (const rows of file.read({ start, end })) {
    for (const row of rows) expect(row).toEqual([count++, 'ä'.repeat(200)]);
  }
  expect(count).toBe(5_000);
});
