import { describe, expect, it } from 'vitest';
import { bearer, callTool, connectHttp, type Era, readJson, toolNames, use } from '../support/mcp.ts';
import { ALPHA, BETA, startServer } from '../support/server.ts';
import { startStrictServer } from '../support/strict.ts';
import { send } from '../support/wire.ts';

const Catalog = 'Sandbox';
const refer = { account: ALPHA, catalog: Catalog };

interface Task {
  TaskStatus: string;
  OpportunityId: string;
}

describe.each<Era>(['legacy', 'auto'])('over HTTP, a client of the generation "%s"', (era) => {
  it('goes from a referral to a COMPLETE task by tools alone', async () => {
    const client = await connectHttp(await startServer(), { era });
    const { invitationArn } = await use<{ invitationArn: string }>(client, 'refer', refer);
    const { TaskStatus, OpportunityId } = await use<Task>(
      client,
      'StartEngagementByAcceptingInvitationTask',
      {
        ...{ account: ALPHA, Catalog, Identifier: invitationArn },
      },
    );
    expect(TaskStatus).toBe('COMPLETE');
    const found = await use(client, 'GetOpportunity', { account: ALPHA, Catalog, Identifier: OpportunityId });
    expect(found).toMatchObject({ Id: OpportunityId, LifeCycle: { ReviewStatus: 'Approved' } });
    const { tasks } = await use<{ tasks: { status: string }[] }>(client, 'tasks_list', { account: ALPHA });
    expect(tasks).toMatchObject([{ status: 'COMPLETE', opportunity: OpportunityId }]);
    const { events } = await use<{ events: { event: object }[] }>(client, 'feed', { account: ALPHA });
    expect(events.map(({ event }) => (event as { 'detail-type': string })['detail-type'])).toContain(
      'Opportunity Created',
    );
  });

  it('lists and reads resources, and prompts that show what they are about', async () => {
    const client = await connectHttp(await startServer(), { era, query: `?account=${ALPHA}` });
    const { invitationArn, invitationId } = await use<Record<string, string>>(client, 'refer', refer);
    const pending = await client.getPrompt({ name: 'accept-invitation', arguments: {} });
    expect(JSON.stringify(pending.messages)).toContain(invitationId);
    const { OpportunityId } = await use<Task>(client, 'StartEngagementByAcceptingInvitationTask', {
      ...{ Catalog, Identifier: invitationArn },
    });
    const { resources } = await client.listResources();
    const uris = resources.map(({ uri }) => uri);
    const opportunity = `cosell://${ALPHA}/Sandbox/opportunities/${OpportunityId}`;
    expect(uris).toEqual(
      expect.arrayContaining([
        ...[`cosell://${ALPHA}/events`, `cosell://${ALPHA}/requests`, opportunity],
        `cosell://${ALPHA}/Sandbox/invitations/${invitationId}`,
      ]),
    );
    for (const uri of uris) expect(await readJson(client, uri), uri).toBeTruthy();
    const { events } = (await readJson(client, `cosell://${ALPHA}/events`)) as {
      events: { event: { id: string } }[];
    };
    const [{ event }] = events as [{ event: { id: string } }];
    expect(await readJson(client, `cosell://${ALPHA}/events/${event.id}`)).toEqual(event);
    const { requests } = (await readJson(client, `cosell://${ALPHA}/requests`)) as {
      requests: { id: string; operation: string }[];
    };
    // What the lists above have read is no call of a program.
    expect(requests.map(({ operation }) => operation)).toEqual(['StartEngagementByAcceptingInvitationTask']);
    expect(await readJson(client, `cosell://${ALPHA}/requests/${requests[0]?.id}`)).toMatchObject({
      tasks: [{ status: 'COMPLETE' }],
    });
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toContain(
      'cosell://{account}/{catalog}/opportunities/{id}',
    );
  });

  it('learns every fault of a refused call, the near misses and what to do', async () => {
    const client = await connectHttp(await startServer(), { era });
    const refused = await callTool(client, 'StartEngagementByAcceptingInvitationTask', {
      ...{ account: ALPHA, Catalog: 'Sandboxx', Identifer: 'engi-0000000000000' },
    });
    expect(refused.isError).toBe(true);
    expect(refused.text).toMatch(/^ValidationException \(400, REQUEST_VALIDATION_FAILED\)/);
    expect(refused.text).toContain('Faults (2):');
    expect(refused.text).toMatch(/catalog must be one of AWS, Sandbox.*Probably "Sandbox"/);
    expect(refused.text).toMatch(/Near misses:\n.*has no member Identifer.*Identifier is meant/);
    expect(refused.text).toMatch(/Advice: /);
    expect(refused.value).toMatchObject({ status: 400, requestId: expect.any(String) });
    const { messages } = await client.getPrompt({ name: 'why-refused', arguments: { account: ALPHA } });
    expect(JSON.stringify(messages)).toContain(refused.value.requestId);
    expect(JSON.stringify(messages)).toContain('Identifier is meant');
  });
});

describe('over HTTP', () => {
  it('saves and restores the state', async () => {
    const client = await connectHttp(await startServer());
    await use(client, 'refer', refer);
    expect(await use(client, 'state_save', { name: 'before' })).toMatchObject({ saved: ['before'] });
    await use(client, 'refer', refer);
    const invited = async (): Promise<number> => {
      const given = { account: ALPHA, Catalog, ParticipantType: 'RECEIVER' };
      const list = await use<Record<string, object[]>>(client, 'ListEngagementInvitations', given);
      return list.EngagementInvitationSummaries?.length ?? 0;
    };
    expect(await invited()).toBe(2);
    await use(client, 'state_restore', { name: 'before' });
    expect(await invited()).toBe(1);
    expect((await callTool(client, 'state_restore', { name: 'after' })).text).toMatch(/There are: before\./);
    expect((await callTool(client, 'state_save', { name: '../x' })).text).toMatch(/lower-case letters/);
  });

  it('says that a call got no answer if a fault closes the connection, and goes on', async () => {
    const client = await connectHttp(await startServer());
    await use(client, 'faults_add', { drop: 'before', operation: 'ListOpportunities' });
    const dropped = await callTool(client, 'ListOpportunities', { Catalog });
    expect(dropped).toMatchObject({ isError: true, text: expect.stringMatching(/got no answer/) });
    expect((await callTool(client, 'ListOpportunities', { Catalog })).isError).toBe(false);
  });

  it('shows an account nothing of another one', async () => {
    const server = await startServer();
    const client = await connectHttp(server);
    const { invitationArn } = await use<Record<string, string>>(client, 'refer', refer);
    const { OpportunityId } = await use<Task>(client, 'StartEngagementByAcceptingInvitationTask', {
      ...{ account: ALPHA, Catalog, Identifier: invitationArn },
    });
    const other = { account: BETA, Catalog, Identifier: OpportunityId };
    const made = { account: BETA, Catalog, Identifier: 'O0000000000000000' };
    const [hidden, missing] = await Promise.all([
      callTool(client, 'GetOpportunity', other),
      callTool(client, 'GetOpportunity', made),
    ]);
    const plain = (text: string, id: string) => text.replaceAll(id, 'ID').replace(/Request id: .*/, '');
    expect(plain(hidden.text, OpportunityId)).toBe(plain(missing.text, 'O0000000000000000'));
    const uri = `cosell://${BETA}/Sandbox/opportunities/${OpportunityId}`;
    await expect(client.readResource({ uri })).rejects.toThrow(`Resource not found: ${uri}`);
    await expect(client.readResource({ uri: 'cosell://x/events' })).rejects.toThrow(/not found/);
    const another = await connectHttp(server, { query: `?account=${BETA}` });
    const { resources } = await another.listResources();
    expect(resources.map(({ uri }) => uri)).toEqual([`cosell://${BETA}/events`, `cosell://${BETA}/requests`]);
  });

  it('offers only what reads in the read-only mode, and refuses the rest by name', async () => {
    const server = await startServer();
    const client = await connectHttp(server, { query: '?read-only=true&tools=all' });
    const { tools } = await client.listTools();
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true);
    expect(tools.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['GetOpportunity', 'requests_get', 'policies_test']),
    );
    for (const name of ['CreateOpportunity', 'refer', 'reset', 'state_restore']) {
      const { isError, text } = await callTool(client, name, { Catalog });
      expect([isError, text], name).toEqual([true, expect.stringMatching(/read-only mode/)]);
    }
    const core = await connectHttp(server, { query: '?read-only=true' });
    const called = await callTool(core, 'call_tool', { name: 'reset', arguments: {} });
    expect(called).toMatchObject({ isError: true, text: expect.stringMatching(/read-only mode/) });
    const [callAny] = (await core.listTools()).tools.filter(({ name }) => name === 'call_tool');
    expect(callAny?.annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
  });

  it.each([
    ['?tools=some', 'tools has to be one of core, all.'],
    ['?account=12', 'account has to be twelve digits, or aws.'],
    ['?tool=all', 'tool is unknown.'],
  ])('refuses the query %s', async (query, says) => {
    const { status, json } = await send(await startServer(), { path: `/mcp${query}`, body: '{}' });
    expect([status, json?.Message]).toEqual([400, says]);
  });

  it.each([
    ['no JSON', '{', 400],
    ['nothing', '', 400],
    ['a list of what is no message', '[1]', 400],
  ])('refuses a body that is %s', async (_, body, status) => {
    const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
    const answer = await send(await startServer(), { path: '/mcp', headers, body });
    expect(answer.status).toBe(status);
  });

  it('refuses a page of another origin', async () => {
    const server = await startServer();
    const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
    const body = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}';
    const request = (origin: string) => send(server, { path: '/mcp', headers: { ...headers, origin }, body });
    const hostile = await request('https://evil.example');
    expect([hostile.status, hostile.json?.__type]).toEqual([403, 'AccessDeniedException']);
    expect((await request('http://localhost:6274')).status).toBe(200);
    const read = await send(server, { method: 'GET', path: '/mcp', headers: { origin: 'null' } });
    expect(read.status).toBe(403);
  });
});

describe('over HTTP, with signatures', () => {
  const start = async () => {
    const server = await startStrictServer({ operatorToken: 'open sesame' });
    const tokenOf = async (scope: 'metrics' | 'read' | 'operate' | 'admin') =>
      (await server.tokens.create({ name: scope, scope })).token;
    const connect = async (scope: 'read' | 'operate' | 'admin') =>
      connectHttp(server, { query: '?tools=all', headers: bearer(await tokenOf(scope)) });
    return { server, tokenOf, connect };
  };

  it('needs a token that allows more than metrics', async () => {
    const { server, tokenOf } = await start();
    await expect(connectHttp(server)).rejects.toThrow(/token/);
    await expect(connectHttp(server, { headers: bearer('wrong') })).rejects.toThrow(/token/);
    await expect(connectHttp(server, { headers: bearer(await tokenOf('metrics')) })).rejects.toThrow(/scope/);
  });

  it('offers a token what its scope allows, and calls as an account with admin only', async () => {
    const { connect } = await start();
    const [read, operate, admin] = [await connect('read'), await connect('operate'), await connect('admin')];
    const [readNames, operateNames, adminNames] = await Promise.all([read, operate, admin].map(toolNames));
    expect(readNames).toContain('tasks_list');
    for (const name of ['refer', 'reset', 'GetOpportunity']) expect(readNames).not.toContain(name);
    expect(operateNames).toContain('refer');
    for (const name of ['reset', 'GetOpportunity', 'state_restore']) expect(operateNames).not.toContain(name);
    for (const name of ['reset', 'GetOpportunity', 'state_restore']) expect(adminNames).toContain(name);
    expect((await callTool(read, 'refer', refer)).text).toMatch(/scope operate, and this one has read/);
    expect((await callTool(operate, 'reset')).text).toMatch(/scope admin, and this one has operate/);
    const called = await callTool(operate, 'ListOpportunities', { Catalog });
    expect(called.text).toMatch(/Signatures are checked: .*scope admin/);
    const { invitationArn } = await use<Record<string, string>>(operate, 'refer', refer);
    const task = await use<Task>(admin, 'StartEngagementByAcceptingInvitationTask', {
      ...{ account: ALPHA, Catalog, Identifier: invitationArn },
    });
    expect(task.TaskStatus).toBe('COMPLETE');
    expect((await read.listResources()).resources.map(({ uri }) => uri)).not.toContain('opportunities');
  });

  it('stops calling with a token that was revoked', async () => {
    const { server, connect } = await start();
    const admin = await connect('admin');
    expect((await callTool(admin, 'ListOpportunities', { account: ALPHA, Catalog })).isError).toBe(false);
    await server.tokens.revoke({ name: 'admin' });
    await expect(callTool(admin, 'ListOpportunities', { account: ALPHA, Catalog })).rejects.toThrow(/token/);
  });
});
