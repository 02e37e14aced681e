import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { callTool, connectStdio, type Era, readJson, toolNames, use } from '../support/mcp.ts';
import { ALPHA, BETA, startServer } from '../support/server.ts';
import { startStrictServer, userWith } from '../support/strict.ts';

const Catalog = 'Sandbox';
const refer = { account: ALPHA, catalog: Catalog };

const connect = async (
  options: Parameters<typeof startServer>[0] = {},
  args: string[] = [],
  era: Era = 'legacy',
) => {
  const server = await startServer(options);
  return {
    server,
    client: await connectStdio(['--endpoint', server.endpoint, '--account', ALPHA, ...args], { era }),
  };
};

describe.each<Era>(['legacy', 'auto'])('cosell mcp, with a client of the generation "%s"', (era) => {
  it('goes from a referral to a COMPLETE task by tools alone', async () => {
    const { server, client } = await connect({}, [], era);
    expect(client.getInstructions()).toContain(server.endpoint);
    const { invitationArn } = await use<Record<string, string>>(client, 'refer', refer);
    const task = await use(client, 'StartEngagementByAcceptingInvitationTask', {
      Catalog,
      Identifier: invitationArn,
    });
    expect(task).toMatchObject({ TaskStatus: 'COMPLETE' });
    const uri = `cosell://${ALPHA}/Sandbox/tasks/${task.TaskId}`;
    expect(await readJson(client, uri)).toMatchObject({
      status: 'COMPLETE',
      opportunity: task.OpportunityId,
    });
    // The server is the same that programs use.
    const { requests } = await server.requests.list();
    expect(requests.map(({ operation }) => operation)).toContain('StartEngagementByAcceptingInvitationTask');
  });
});

describe('cosell mcp', () => {
  it('explains a refused call', async () => {
    const { client } = await connect();
    const refused = await callTool(client, 'GetOpportunity', { Catalog, Identifier: 'O1' });
    expect(refused.text).toMatch(/^ResourceNotFoundException[\s\S]*Advice: [\s\S]*Near misses:/);
    const { messages } = await client.getPrompt({ name: 'why-refused', arguments: {} });
    expect(JSON.stringify(messages)).toContain(refused.value.requestId);
  });

  it('reaches every operation and action by two tools', async () => {
    const { client } = await connect();
    const { tools } = await use<{ tools: { name: string }[] }>(client, 'describe_tool');
    expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(['CreateEngagement', 'quirks_set']));
    const described = await use(client, 'describe_tool', { name: 'CreateEngagement' });
    expect(described).toMatchObject({ inputSchema: { required: ['Catalog', 'Title', 'Description'] } });
    const given = { Catalog, Title: 'A plan', Description: 'What we do together' };
    const made = await use(client, 'call_tool', { name: 'CreateEngagement', arguments: given });
    expect(made).toMatchObject({ Id: expect.stringMatching(/^eng-/) });
    const near = await callTool(client, 'call_tool', { name: 'CreateEngagment' });
    expect(near).toMatchObject({
      isError: true,
      text: expect.stringContaining('Did you mean CreateEngagement?'),
    });
    const inner = await callTool(client, 'call_tool', { name: 'call_tool' });
    expect(inner).toMatchObject({ isError: true, text: 'call_tool is called by itself.' });
    await expect(client.callTool({ name: 'GetOpportunities', arguments: {} })).rejects.toThrow(
      /GetOpportunity/,
    );
  });

  it('lists every fault of bad arguments of an action, without sending them', async () => {
    const { client } = await connect();
    const { text } = await callTool(client, 'clock_advance', { bye: '15d' });
    expect(text).toMatch(/Faults \(2\):\n- by: by is required.*\n- bye: bye is unknown/);
    expect((await callTool(client, 'GetOpportunity', { account: '12' })).text).toMatch(/twelve digits/);
    const nameless = await callTool(client, 'call_tool', { name: 'users_get', arguments: {} });
    expect(nameless.text).toMatch(/account is required[\s\S]*name is required/);
  });

  it('changes nothing in the read-only mode', async () => {
    const { client } = await connect({}, ['--read-only', '--tools', 'all']);
    const { tools } = await client.listTools();
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true);
    const refused = await callTool(client, 'CreateOpportunity', { Catalog });
    expect(refused).toMatchObject({ isError: true, text: expect.stringMatching(/--read-only/) });
  });

  it('calls with a token as any account, and with keys as their user, whose policies decide', async () => {
    const server = await startStrictServer({
      operatorToken: 'open sesame',
      users: [userWith(ALPHA, 'AKIDREADER', { Action: 'partnercentral:List*' })],
    });
    const args = ['--endpoint', server.endpoint, '--account', BETA];
    const byToken = await connectStdio(args, { env: { COSELL_OPERATOR_TOKEN: 'open sesame' } });
    expect((await callTool(byToken, 'ListOpportunities', { Catalog })).isError).toBe(false);
    const { requests } = await server.requests.list();
    expect(requests).toMatchObject([{ operation: 'ListOpportunities', account: BETA, outcome: 'ok' }]);
    const env = { COSELL_ACCESS_KEY_ID: 'AKIDREADER', COSELL_SECRET_ACCESS_KEY: 'secret' };
    const byKeys = await connectStdio(args, { env });
    expect((await callTool(byKeys, 'ListOpportunities', { Catalog })).isError).toBe(false);
    const denied = await callTool(byKeys, 'GetOpportunity', { Catalog, Identifier: 'O1' });
    expect(denied.text).toMatch(/^AccessDeniedException.*user\/AKIDREADER.*partnercentral:GetOpportunity/);
    expect((await callTool(byKeys, 'refer', refer)).text).toMatch(/closed to this client/);
    const neither = await connectStdio(args);
    expect(await toolNames(neither)).toEqual(['describe_tool', 'call_tool']);
  });

  it('says what to do if there is no server, or the token is wrong', async () => {
    const away = connectStdio(['--endpoint', 'http://127.0.0.1:9']);
    await expect(away).rejects.toThrow(/no server at http:\/\/127\.0\.0\.1:9 .*cosell serve/);
    const server = await startServer({ operatorToken: 'open sesame' });
    const wrong = connectStdio(['--endpoint', server.endpoint], { env: { COSELL_OPERATOR_TOKEN: 'shut' } });
    await expect(wrong).rejects.toThrow(/refuses the token/);
    await expect(connectStdio(['--account', '12'])).rejects.toThrow(/twelve digits/);
  });

  it('starts a server of its own if none runs, beside whatever has the port, and ends with its agent', async ({
    skip,
  }) => {
    // Nothing that answers HTTP: neither cosell nor free.
    const taken = createServer((socket) => socket.destroy());
    const isOurs = await new Promise<boolean>((resolve) => {
      taken.once('error', () => resolve(false)).listen(4747, '127.0.0.1', () => resolve(true));
    });
    try {
      if (!isOurs) skip('Something has the port 4747 already.');
      const client = await connectStdio([]);
      const [, endpoint = ''] = /started at (http:\S+)\./.exec(client.stderr()) ?? [];
      expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect((await fetch(`${endpoint}/_cosell/health`)).status).toBe(200);
      expect((await callTool(client, 'refer', refer)).isError).toBe(false);
      await client.close();
      await expect(fetch(`${endpoint}/_cosell/health`)).rejects.toThrow(/fetch failed/);
    } finally {
      taken.close();
    }
  });
});
