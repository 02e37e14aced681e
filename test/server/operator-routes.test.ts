import { describe, expect, it } from 'vitest';
import { invite, refer } from '../support/data.ts';
import { ALPHA, BETA, clientOf, readFeed, startServer } from '../support/server.ts';
import { send, target } from '../support/wire.ts';

interface Page {
  events: { id: string; account: string }[];
  next: string;
}

const get = async (server: { endpoint: string }, path: string, method = 'GET') =>
  send(server, { method, path });

const page = async (server: { endpoint: string }, query: string): Promise<Page> => {
  const { status, json } = await get(server, `/_cosell/events?${query}`);
  expect(status).toBe(200);
  return json as unknown as Page;
};

describe('the operator’s routes', () => {
  it('report that the server is healthy', async () => {
    const { status, json, headers } = await get(await startServer(), '/_cosell/health');
    expect(status).toBe(200);
    expect(json).toMatchObject({ status: 'ok', version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
    expect(headers['x-amzn-requestid']).toBeTruthy();
  });

  it('report that the server is ready', async () => {
    const { status, json } = await get(await startServer(), '/_cosell/ready');
    expect([status, json]).toEqual([200, { status: 'ready' }]);
  });

  it('return the feed page by page, each event once and in order', async () => {
    const server = await startServer();
    await refer(clientOf(server, ALPHA));
    await invite(clientOf(server, ALPHA), BETA);
    const all = await readFeed(server);
    expect(all.length).toBeGreaterThan(3);
    const read: string[] = [];
    for (let after = '0'; ; ) {
      const { events, next } = await page(server, `after=${after}&limit=2`);
      expect(events.length).toBeLessThanOrEqual(2);
      if (events.length === 0) {
        expect(next).toBe(after);
        break;
      }
      read.push(...events.map(({ id }) => id));
      after = next;
    }
    expect(read).toEqual(all.map(({ id }) => id));
  });

  it('return the feed of one account only, in any spelling of aws', async () => {
    const server = await startServer();
    await refer(clientOf(server, ALPHA));
    await refer(clientOf(server, BETA));
    for (const account of [ALPHA, BETA, 'aws', 'AWS']) {
      const { events } = await page(server, `account=${account}`);
      expect(events.length).toBeGreaterThan(0);
      expect(new Set(events.map((event) => event.account))).toEqual(new Set([account.toLowerCase()]));
    }
    expect((await page(server, 'account=999999999999')).events).toEqual([]);
    expect((await page(server, 'account=&after=&limit=')).events).toEqual(await readFeed(server));
  });

  it.each([
    ['account', 'account=12'],
    ['account', `account=${ALPHA}&account=${BETA}`],
    ['after', 'after=-1'],
    ['after', 'after=x'],
    ['after', 'after=1&after=2'],
    ['after', `after=${'9'.repeat(30)}`],
    ['limit', 'limit=0'],
    ['limit', 'limit=1001'],
    ['limit', 'limit=1.5'],
    ['limit', 'limit=1&limit=2'],
  ])('refuse a wrong %s: %s', async (name, query) => {
    const { status, json } = await get(await startServer(), `/_cosell/events?${query}`);
    expect([status, json?.__type]).toEqual([400, 'ValidationException']);
    expect(json?.ErrorList).toMatchObject([{ FieldName: name, Code: 'INVALID_VALUE' }]);
  });

  it.each(['/_cosell/health', '/_cosell/ready', '/_cosell/events'])(
    'answer HEAD %s without a body',
    async (path) => {
      const { status, text } = await get(await startServer(), path, 'HEAD');
      expect([status, text]).toEqual([200, '']);
    },
  );

  it.each(['/_cosell/', '/_cosell/health', '/_cosell/nothing/there'])(
    'do not treat POST %s as an API request',
    async (path) => {
      const { status, json } = await send(await startServer(), {
        path,
        headers: target('ListOpportunities'),
        body: '{"Catalog":"Sandbox"}',
      });
      expect([status, json?.__type]).toEqual([404, 'NotFoundException']);
    },
  );

  it.each([
    ['GET', '/'],
    ['GET', '/_cosell/nothing'],
    ['PUT', '/'],
    ['PROPFIND', '/'],
  ])('and the API have nothing to %s at %s, and report where to look', async (method, path) => {
    const { status, json, headers } = await get(await startServer(), path, method);
    expect([status, json?.__type]).toEqual([404, 'NotFoundException']);
    expect(json?.Message).toContain('/_cosell/health');
    expect(headers['x-amzn-requestid']).toBeTruthy();
  });
});
