import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readCassette } from '../../src/cassettes/cassette.ts';
import { accountOfKey } from '../../src/cassettes/http/keys.ts';
import { opportunity } from '../support/data.ts';
import { ALPHA, BETA, clientOf, errorOf, startServer, temporaryFolder } from '../support/server.ts';
import { recordTo, replayOf } from './support.ts';

const listen = async (listener: RequestListener) => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** An endpoint where nothing listens. */
const closedPort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
};

/** A program that works with an opportunity, and says what it saw. */
const program = async (server: { endpoint: string }) => {
  const client = clientOf(server, ALPHA);
  const { Id = '' } = await client.createOpportunity(opportunity());
  const read = await client.getOpportunity({ Catalog: 'Sandbox', Identifier: Id });
  const { OpportunitySummaries = [] } = await client.listOpportunities({ Catalog: 'Sandbox' });
  const refused = await errorOf(
    client.createOpportunity(opportunity({ Project: { Title: 'x'.repeat(256) } })),
  );
  const unknown = await errorOf(client.getOpportunity({ Catalog: 'Sandbox', Identifier: 'O4711' }));
  return { Id, read, OpportunitySummaries, refused, unknown };
};

describe('cosell record', () => {
  it('gives the program what the upstream answers, and keeps nothing personal', async () => {
    const server = await startServer();
    const { file, endpoint } = await recordTo(server.endpoint);
    const seen = await program({ endpoint });
    expect(seen.read.Customer?.Account?.CompanyName).toBe('Example Corp');
    expect(seen.refused.name).toBe('ValidationException');
    expect(seen.unknown.name).toBe('ResourceNotFoundException');
    const text = await readFile(file, 'utf8');
    for (const personal of [
      ...['Example Corp', 'example.com', 'Mary', 'Major', 'mary@', '4255550100', '123456789012', 'Main St'],
      ...[
        'Seattle',
        '98101',
        'warehouse',
        'crm-4711',
        'none yet',
        ALPHA,
        seen.Id,
        'Credential=',
        'Signature',
      ],
    ])
      expect(text).not.toContain(personal);
    for (const kept of ['Qualified', 'Washington', 'Software and Internet', '1000.00', 'Net New Business'])
      expect(text).toContain(kept);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('calls the same thing the same in every call', async () => {
    const server = await startServer();
    const { file, endpoint } = await recordTo(server.endpoint);
    await program({ endpoint });
    const { calls, head } = await readCassette(file);
    const [created, read, listed] = calls;
    expect(head).toMatchObject({ cassette: 1, upstream: 'other', region: 'us-east-1' });
    expect(calls.map(({ call }) => call)).toEqual([1, 2, 3, 4, 5]);
    const id = created?.output.Id;
    expect(read?.input.Identifier).toBe(id);
    expect(listed?.output).toMatchObject({ OpportunitySummaries: [{ Id: id, Customer: {} }] });
    expect(read?.output.Arn).toBe(
      `arn:aws:partnercentral:us-east-1:${read?.caller}:catalog/Sandbox/opportunity/${id}`,
    );
    expect(read?.output.Customer).toMatchObject(created?.input.Customer as object);
    expect(calls[4]).toMatchObject({ status: 400, exception: 'ResourceNotFoundException' });
    expect(JSON.stringify(calls[4]?.output)).not.toContain('O4711');
  });

  it('does not write over a file', async () => {
    const file = join(await temporaryFolder(), 'there');
    await writeFile(file, 'mine');
    await expect(recordTo('http://127.0.0.1:1', { file })).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await readFile(file, 'utf8')).toBe('mine');
  });

  it('leaves no file behind if its port is taken', async () => {
    const taken = await listen(() => {});
    const file = join(await temporaryFolder(), 'calls');
    const port = Number(new URL(taken).port);
    await expect(recordTo('http://127.0.0.1:1', { file, port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('tells the program what the upstream did if the disk is full, and then passes on no more', async () => {
    const server = await startServer();
    const full = async () => ({
      add: () => Promise.reject(new Error('no space is left')),
      close: async () => {},
    });
    const { endpoint, told } = await recordTo(server.endpoint, { open: full });
    const client = clientOf({ endpoint }, ALPHA);
    expect((await client.createOpportunity(opportunity())).Id).toMatch(/^O/);
    const error = await errorOf(client.createOpportunity(opportunity()));
    expect(error.message).toBe('The cassette cannot be written: no space is left');
    expect(told).toEqual([
      'CreateOpportunity 200: no space is left',
      'CreateOpportunity 503: The cassette cannot be written: no space is left',
    ]);
    const { OpportunitySummaries } = await clientOf(server, ALPHA).listOpportunities({ Catalog: 'Sandbox' });
    expect(OpportunitySummaries).toHaveLength(1);
  });

  it('passes on what is no answer of the API, and says why', async () => {
    const page = await listen((_, response) => {
      response.writeHead(403, { 'content-type': 'text/html' }).end('<h1>Proxy of Acme</h1>');
    });
    const silent = await listen(() => {});
    for (const [upstream, status, message] of [
      [page, 502, 'answers with status 403 and text/html, which is no answer of the API'],
      [silent, 504, 'did not answer within 0.05 s'],
      [await closedPort(), 503, 'cannot be reached (ECONNREFUSED)'],
    ] as const) {
      const { endpoint, file, told } = await recordTo(upstream, {
        upstream: {
          endpoint: new URL(upstream),
          region: 'us-east-1',
          timeoutMs: upstream === silent ? 50 : 60_000,
        },
      });
      const error = await errorOf(clientOf({ endpoint }, ALPHA).listOpportunities({ Catalog: 'Sandbox' }));
      expect(error.name).toBe('ServiceUnavailable');
      expect(error.message).toContain(message);
      expect(error.$metadata.httpStatusCode).toBe(status);
      expect(told).toEqual([expect.stringContaining(`ListOpportunities ${status}: ${upstream}`)]);
      expect((await readCassette(file)).calls).toEqual([]);
    }
  });

  it('passes on no call in the catalog AWS to another machine unless it is told to', async () => {
    const upstream = { endpoint: new URL('https://nowhere.invalid'), region: 'us-east-1', timeoutMs: 60_000 };
    const { endpoint } = await recordTo('http://127.0.0.1:1', { upstream });
    const client = clientOf({ endpoint }, ALPHA);
    for (const call of [
      () => client.listOpportunities({ Catalog: 'AWS' }),
      () =>
        client.listTagsForResource({
          ResourceArn: `arn:aws:partnercentral:us-east-1:${ALPHA}:catalog/AWS/opportunity/O1`,
        }),
    ]) {
      const error = await errorOf(call());
      expect(error.name).toBe('AccessDeniedException');
      expect(error.message).toContain('--production');
    }
    expect((await errorOf(client.listOpportunities({ Catalog: 'Sandbox' }))).name).toBe('ServiceUnavailable');
  });

  it('is for programs of this machine, not for web pages', async () => {
    const server = await startServer();
    const { endpoint, file } = await recordTo(server.endpoint);
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      const response = await fetch(endpoint, { method: 'POST', headers, body: '{}' });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ __type: 'AccessDeniedException' });
    }
    expect((await readCassette(file)).calls).toEqual([]);
  });

  it('reads the account in an access key', () => {
    expect(accountOfKey('ASIAQNZGKIQY56JQ7WML')).toBe('029608264753');
    expect(accountOfKey(ALPHA)).toBe(ALPHA);
    expect(accountOfKey('AWS')).toBe('aws');
    expect(accountOfKey('whatever')).toBeUndefined();
  });
});

describe('readCassette', () => {
  const head = '{"cassette":1,"by":"cosell","at":"","upstream":"other","region":"us-east-1"}\n';
  const call =
    '{"call":1,"at":"","caller":"1","operation":"GetOpportunity","input":{},"status":200,"output":{}}\n';
  const read = async (text: string) => {
    const file = join(await temporaryFolder(), 'cassette');
    await writeFile(file, text);
    return readCassette(file);
  };

  it('leaves out a last line that is cut', async () => {
    expect(await read(`${head}${call}${call.slice(0, 40)}`)).toMatchObject({
      isCut: true,
      calls: [{ call: 1 }],
    });
  });

  it('says which line is wrong', async () => {
    await expect(read(`${head}${call.slice(0, 40)}\n${call}`)).rejects.toThrow('line 2 is not JSON');
    await expect(read(`${head}{"call":1}\n`)).rejects.toThrow(/line 2: a call needs "at"/);
    await expect(read('{"version":1}\n')).rejects.toThrow('is no cassette');
    await expect(read('')).rejects.toThrow('is no cassette');
    await expect(read(head.replace('1', '2'))).rejects.toThrow('is a cassette of version 2');
  });
});

describe('cosell replay', () => {
  it('plays a program what it saw, in its own words', async () => {
    const server = await startServer();
    const { file, endpoint, close } = await recordTo(server.endpoint);
    const before = await program({ endpoint });
    await close();
    const replay = await replayOf(file);
    const again = await program(replay);
    expect(replay.unmatched).toEqual([]);
    expect(replay.unused()).toEqual([]);
    expect(again.read.Customer).toEqual(before.read.Customer);
    expect(again.read.Project).toEqual(before.read.Project);
    expect(again.read.Arn).toBe(
      `arn:aws:partnercentral:us-east-1:${ALPHA}:catalog/Sandbox/opportunity/${again.Id}`,
    );
    expect(again.Id).not.toBe(before.Id);
    expect(again.OpportunitySummaries[0]?.Id).toBe(again.Id);
    expect(again.refused.ErrorList).toEqual(before.refused.ErrorList);
    expect(again.unknown.message).toBe(before.unknown.message);
  });

  it('gives the answers to equal calls in their order, and the last one again only to reads', async () => {
    const server = await startServer();
    const { file, endpoint } = await recordTo(server.endpoint);
    const work = async (place: { endpoint: string }) => {
      const client = clientOf(place, ALPHA);
      const ids = [];
      for (const _ of [1, 2]) ids.push((await client.createOpportunity(opportunity())).Id);
      const counts = [];
      const count = async () =>
        (await client.listOpportunities({ Catalog: 'Sandbox' })).OpportunitySummaries?.length;
      counts.push(await count());
      await client.createOpportunity(opportunity());
      counts.push(await count());
      return { client, ids, counts, count };
    };
    await work({ endpoint });
    const replay = await replayOf(file);
    const { client, ids, counts, count } = await work(replay);
    expect(new Set(ids).size).toBe(2);
    expect(counts).toEqual([2, 3]);
    expect(await count()).toBe(3);
    const error = await errorOf(client.createOpportunity(opportunity()));
    expect(error.name).toBe('NoRecordedAnswerException');
    expect(error.message).toMatch(/call 1 was given already; .*Of 3 recorded, 0 were not made yet/);
  });

  it('says how a call differs from the recorded ones, and who never called', async () => {
    const server = await startServer();
    const { file, endpoint } = await recordTo(server.endpoint);
    await program({ endpoint });
    const replay = await replayOf(file);
    const client = clientOf(replay, ALPHA);
    const { Id = '' } = await client.createOpportunity(opportunity());
    const other = await errorOf(client.listOpportunities({ Catalog: 'AWS' }));
    expect(other.message).toContain('call 3 has Catalog "Sandbox", not "AWS"');
    const deleted = await errorOf(
      client.deleteResourceSnapshotJob({
        Catalog: 'Sandbox',
        ResourceSnapshotJobIdentifier: 'job-0123456789abc',
      }),
    );
    expect(deleted.message).toContain('The cassette has no DeleteResourceSnapshotJob of this caller.');
    const stranger = await errorOf(
      clientOf(replay, BETA).getOpportunity({ Catalog: 'Sandbox', Identifier: Id }),
    );
    expect(stranger.message).toContain('no GetOpportunity of this caller');
    expect(replay.unmatched).toHaveLength(3);
    expect(replay.unused().map(({ call }) => call)).toEqual([2, 3, 4, 5]);
  });
});
