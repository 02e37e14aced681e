import { describe, expect, it } from 'vitest';
import type { ServiceError } from '../../src/kit/service/errors.ts';
import { refer, runAcceptTask } from '../support/data.ts';
import { eventually } from '../support/engine.ts';
import { addFault, listFaults } from '../support/operator.ts';
import { ALPHA, BETA, clientOf, errorOf, readFeed, startServer, temporaryFolder } from '../support/server.ts';
import { assume, stsOf } from '../support/sts.ts';
import { heldTasks, startTask } from '../support/tasks.ts';
import { send } from '../support/wire.ts';
import { arnOf, buildWorld, worldAccounts } from '../support/world.ts';

type Server = Awaited<ReturnType<typeof startServer>>;
type State = Awaited<ReturnType<Server['state']['export']>>;

const DAY = 86_400_000;

const faultsOf = async (call: Promise<unknown>): Promise<string[]> => {
  const error = (await errorOf(call)) as unknown as ServiceError;
  expect(error.name).toBe('ValidationException');
  return (error.details.ErrorList ?? []).map(({ FieldName, Code }) => `${FieldName}: ${Code}`);
};

/** Removes what differs between two exports of the same state. */
const same = ({ at, ...state }: State) => state;

/** A row of an account whose owner is not a person. */
const contentOf = (column: string, index: number): string => {
  if (column === 'account_id') return String(300_000_000_000 + index);
  return column === 'opportunity_owner' ? '' : 'x'.repeat(60);
};

const countAccounts = async ({ accounts }: Server): Promise<number> => {
  let count = 0;
  let next: string | undefined;
  do {
    const page = await accounts.list({ after: next });
    count += page.accounts.length;
    next = page.next;
  } while (next !== undefined);
  return count;
};

/** A row of `client_tokens` without the stored response. */
const token = {
  account_id: ALPHA,
  catalog: 'Sandbox',
  operation: 'CreateEngagement',
  token: 't',
  request_hash: 'h',
  created_at: '2026-01-01T00:00:00.000Z',
};

describe('an exported state', () => {
  it('is the same on another server: every resource, event and tag', async () => {
    const [source, target] = [await startServer({ accounts: worldAccounts }), await startServer()];
    const world = await buildWorld(source);
    await source.clock.advance({ by: '3d' });
    await source.idle();
    const state = await source.state.export();
    expect(Object.keys(state.tables).length).toBeGreaterThan(12);
    await refer(clientOf(target, BETA));
    const { rows } = await target.state.import(state);
    expect(rows).toBe(Object.values(state.tables).reduce((sum, table) => sum + table.rows.length, 0));
    expect(same(await target.state.export())).toEqual(same(state));
    expect(await readFeed(target)).toEqual(await readFeed(source));
    const client = clientOf(target, ALPHA);
    const { Tags } = await client.listTagsForResource({
      ResourceArn: arnOf.opportunity(world.ownOpportunity),
    });
    expect(Tags).toEqual([{ Key: 'team', Value: 'north' }]);
    const { EngagementInvitationSummaries } = await clientOf(target, BETA).listEngagementInvitations({
      Catalog: 'Sandbox',
      ParticipantType: 'RECEIVER',
    });
    expect(EngagementInvitationSummaries).toEqual([]);
    expect(Date.parse((await target.clock.get()).now) - Date.now()).toBeGreaterThan(2 * DAY);
  });

  it('has no key of the installation; temporary keys survive a reset and a restart', async () => {
    const folder = await temporaryFolder();
    const server = await startServer({ data: folder });
    const credentials = await assume(server, BETA);
    const { tables } = await server.state.export();
    expect(JSON.stringify(tables.meta ?? [])).not.toMatch(/key/);
    await server.reset({});
    await server.close();
    const again = await startServer({ data: folder });
    expect((await stsOf(again, credentials).getCallerIdentity({})).Account).toBe(BETA);
  });

  it.each([
    ['meta', { name: 'review-policy', value: 'soon' }],
    ['meta', { name: 'review-policy', value: '{}' }],
    ['meta', { name: 'review-policy', value: '[{"decision":"Perhaps","after":1}]' }],
    ['meta', { name: 'quirks', value: 'late' }],
    ['meta', { name: 'task-wait', value: 'long' }],
    ['meta', { name: 'clock', value: '5' }],
    ['client_tokens', { ...token, result: '{"task":' }],
    ['client_tokens', { ...token, result: '5' }],
    ['accounts', { account_id: ALPHA, company_name: 'A', website_url: '', opportunity_owner: '{' }],
  ])('is refused where a row of %s holds what no server could read: %j', async (table, row) => {
    const data = await temporaryFolder();
    const server = await startServer({ data });
    const state = await server.state.export();
    const tables = { ...state.tables, [table]: { columns: Object.keys(row), rows: [Object.values(row)] } };
    const faults = await faultsOf(server.state.import({ ...state, tables }));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^tables\\.${table}\\.rows\\[0\\].*: INVALID_VALUE$`));
    await server.close();
    // Nothing of it was written: a server can start on the folder again.
    await expect(refer(clientOf(await startServer({ data }), ALPHA))).resolves.toBeDefined();
  });

  it('is one document over HTTP, which may be larger than other bodies', async () => {
    const server = await startServer();
    const client = clientOf(server, ALPHA);
    await refer(client);
    const get = () => send(server, { method: 'GET', path: '/_cosell/state' });
    const { status, json } = await get();
    expect(status).toBe(200);
    const state = json as unknown as State;
    const { columns = [], rows = [] } = state.tables.accounts ?? {
      columns: ['account_id', 'company_name', 'opportunity_owner', 'website_url'],
    };
    const named = Array.from({ length: 20_000 }, (_, index) =>
      columns.map((column) => contentOf(column, index)),
    );
    const larger = {
      ...state,
      tables: { ...state.tables, accounts: { columns, rows: [...rows, ...named] } },
    };
    const body = JSON.stringify(larger);
    expect(body.length).toBeGreaterThan(2_000_000);
    const headers = { 'content-length': Buffer.byteLength(body) };
    const put = await send(server, { method: 'PUT', path: '/_cosell/state', headers, body });
    expect(put.status).toBe(200);
    expect(await countAccounts(server)).toBe(20_000);
    const again = await get();
    expect(same(again.json as unknown as State)).toEqual(same(larger));
  });

  it('continues: tasks run, and invitations expire by its clock', async () => {
    const { server: source, alpha } = await heldTasks();
    const { invitationId } = await refer(alpha);
    const task = await startTask(alpha, invitationId);
    expect(await task.state()).toMatchObject({ TaskStatus: 'IN_PROGRESS' });
    const later = await refer(alpha);
    const state = await source.state.export();

    const target = await startServer();
    await target.state.import(state);
    await target.idle();
    const [moved] = (await target.tasks.list()).tasks;
    expect(moved).toMatchObject({ status: 'COMPLETE', invitation: invitationId });
    await target.clock.advance({ by: '16d' });
    await target.idle();
    await target.events.waitFor('Engagement Invitation Expired', { account: ALPHA });
    const { Status } = await clientOf(target, ALPHA).getEngagementInvitation({
      Catalog: 'Sandbox',
      Identifier: later.invitationId,
    });
    expect(Status).toBe('EXPIRED');
  });

  it('keeps the names of its injections; one that is added later has another name', async () => {
    const [source, target] = [await startServer(), await startServer()];
    const ids: string[] = [];
    for (const account of [ALPHA, BETA, ALPHA]) {
      ids.push((await addFault(source, { account, fail: 'InternalError' })).id);
    }
    await target.state.import(await source.state.export());
    expect((await listFaults(target)).map(({ id }) => id)).toEqual(ids);
    const { id } = await addFault(target, { account: BETA, fail: 'InternalError' });
    expect(ids).not.toContain(id);
    expect((await listFaults(target)).map((fault) => fault.id)).toEqual([...ids, id]);
  });

  it('replaces everything, whatever runs meanwhile', async () => {
    const server = await startServer();
    const client = clientOf(server, ALPHA);
    const { invitationId } = await refer(client);
    const before = await server.state.export();
    let stop = false;
    const busy = Array.from({ length: 6 }, async (_, index) => {
      const own = clientOf(server, index % 2 ? ALPHA : BETA);
      while (!stop) {
        const { invitationId: id } = await refer(own).catch(() => ({ invitationId: '' }));
        if (id) await runAcceptTask(own, id).catch(() => {});
      }
    });
    await runAcceptTask(client, invitationId);
    await eventually(async () => (await server.tasks.list({ limit: 5 })).tasks.length >= 5);
    await server.state.import(before);
    stop = true;
    // What began after the import belongs to the new state.
    await Promise.all(busy);
    await server.state.import(before);
    await server.idle();
    expect(same(await server.state.export())).toEqual(same(before));
  });

  it('is consistent while requests and tasks continue', async () => {
    const server = await startServer();
    const other = await startServer();
    let stop = false;
    const busy = [ALPHA, BETA].map(async (account) => {
      const client = clientOf(server, account);
      while (!stop) await runAcceptTask(client, (await refer(client)).invitationId);
    });
    await eventually(async () => (await server.tasks.list()).tasks.length > 3);
    for (let count = 0; count < 3; count++) {
      const state = await server.state.export();
      // Tables are read one after another, but a task and what it created are written in one transaction.
      const made = column(state, 'tasks', 'opportunity_id').filter((id) => id !== '');
      expect(made.length).toBeGreaterThan(0);
      expect(column(state, 'opportunities', 'id')).toEqual(expect.arrayContaining(made));
      const jobs = column(state, 'tasks', 'resource_snapshot_job_id').filter((id) => id !== '');
      expect(column(state, 'resource_snapshot_jobs', 'id').toSorted()).toEqual(jobs.toSorted());
      await other.state.import(state);
      await other.idle();
      const { tasks } = await other.tasks.list();
      expect(tasks.length).toBe(column(state, 'tasks', 'id').length);
      expect(tasks.every(({ status }) => status === 'COMPLETE')).toBe(true);
    }
    stop = true;
    await Promise.all(busy);
  });
});

const column = (state: State, table: string, name: string) => {
  const { columns, rows } = state.tables[table] ?? { columns: [], rows: [] };
  return rows.map((row) => row[columns.indexOf(name)]);
};

describe('an invalid state', () => {
  const valid = async () => {
    const server = await startServer();
    await refer(clientOf(server, ALPHA));
    return { server, state: await server.state.export() };
  };
  const changed = (state: State, table: string, change: Partial<State['tables'][string]>): State => ({
    ...state,
    tables: { ...state.tables, [table]: { columns: [], rows: [], ...state.tables[table], ...change } },
  });

  it('is refused with all faults, and changes nothing', async () => {
    const { server, state } = await valid();
    const { columns = [], rows = [] } = state.tables.opportunities ?? {};
    const row = (values: Record<string, unknown>) =>
      columns.map((name, index) => (name in values ? values[name] : rows[0]?.[index])) as never;
    const wrong = changed(state, 'opportunities', {
      rows: [
        ...rows,
        ...rows,
        [],
        row({ id: 'O1', document: '{' }),
        row({ id: 'O2', title: 7, stage: 7 }),
        row({ id: 'O3', stage: null, invitation_id: null }),
      ],
    });
    const given = changed(wrong, 'nothing', { rows: [['x']] });
    const place = (name: string) => columns.indexOf(name);
    expect(await faultsOf(server.state.import(given))).toEqual([
      'tables.opportunities.rows[1]: DUPLICATE_KEY_VALUE',
      'tables.opportunities.rows[2]: INVALID_VALUE',
      `tables.opportunities.rows[3][${place('document')}]: INVALID_VALUE`,
      `tables.opportunities.rows[4][${place('stage')}]: INVALID_VALUE`,
      `tables.opportunities.rows[5][${place('stage')}]: INVALID_VALUE`,
      'tables.nothing: INVALID_VALUE',
    ]);
    expect(same(await server.state.export())).toEqual(same(state));
  });

  it('is refused if columns are missing, unknown or repeated', async () => {
    const { server, state } = await valid();
    const columns = ['catalog', 'id', 'id', 'colour'];
    expect(
      (await faultsOf(server.state.import(changed(state, 'engagements', { columns })))).slice(0, 3),
    ).toEqual([
      'tables.engagements.columns: INVALID_VALUE',
      'tables.engagements.columns: DUPLICATE_KEY_VALUE',
      'tables.engagements.columns: REQUIRED_FIELD_MISSING',
    ]);
  });

  it('is refused if it has a newer schema or another format', async () => {
    const { server, state } = await valid();
    const newer = { ...state, schema: [...state.schema, '999-from-the-future'] };
    expect(await faultsOf(server.state.import(newer))).toEqual(['schema: INVALID_VALUE']);
    expect(await faultsOf(server.state.import({ ...state, format: 2 as 1 }))).toEqual([
      'format: INVALID_ENUM_VALUE',
    ]);
    expect(await faultsOf(server.state.import({} as State))).toEqual([
      'format: REQUIRED_FIELD_MISSING',
      'schema: REQUIRED_FIELD_MISSING',
      'tables: REQUIRED_FIELD_MISSING',
    ]);
  });

  it('is refused if rows violate a unique index', async () => {
    const { server, state } = await valid();
    const { columns = [], rows = [] } = state.tables.engagement_invitations ?? {};
    const twin = rows[0]?.map((value, index) => (columns[index] === 'id' ? 'engi-0000000000000' : value));
    const given = changed(state, 'engagement_invitations', { rows: [...rows, twin ?? []] });
    expect(await faultsOf(server.state.import(given))).toEqual(['tables: DUPLICATE_KEY_VALUE']);
    expect(same(await server.state.export())).toEqual(same(state));
  });

  it('is refused if its clock is invalid', async () => {
    const { server, state } = await valid();
    for (const value of ['{}', '{"offset":"x"}', '{"frozenAt":"soon"}', '7', 'null', 'x']) {
      const meta = changed(state, 'meta', { columns: ['name', 'value'], rows: [['clock', value]] });
      expect(await faultsOf(server.state.import(meta))).toEqual(['tables.meta.rows[0]: INVALID_VALUE']);
    }
  });
});
