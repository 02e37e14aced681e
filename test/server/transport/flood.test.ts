import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { describe, expect, it, onTestFinished } from 'vitest';
import { eventually } from '../../support/engine.ts';
import { ALPHA, clientOf, startServer } from '../../support/server.ts';
import { exchange, send, sign, target } from '../../support/wire.ts';

const KEY = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
const strict = {
  auth: 'strict' as const,
  accounts: [{ id: ALPHA, companyName: 'A', credentials: [KEY] }],
};
const LIST = { Catalog: 'Sandbox' };

interface Endpoint {
  endpoint: string;
}

interface Client {
  socket: Socket;
  received: string;
  isClosed: boolean;
}

const open = ({ endpoint }: Endpoint): Client => {
  const { hostname, port } = new URL(endpoint);
  const socket = connect(Number(port), hostname);
  const client: Client = { socket, received: '', isClosed: false };
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    client.received += chunk;
  });
  socket.on('close', () => {
    client.isClosed = true;
  });
  return client;
};

const headOf = (headers: Record<string, string | number>): string =>
  `POST / HTTP/1.1\r\nHost: localhost\r\n${Object.entries({ ...target('CreateOpportunity'), ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;

/** Opens connections that each send the head and half of a body of 1 MB. */
const flood = (server: Endpoint, count: number, headers: Record<string, string> = {}): Client[] => {
  // One buffer for all, because each text that is written is copied.
  const head = headOf({ 'content-length': 1_000_000, ...headers });
  const bytes = Buffer.from(head + ' '.repeat(500_000));
  return Array.from({ length: count }, () => {
    const client = open(server);
    client.socket.write(bytes);
    return client;
  });
};

describe('unfinished bodies', () => {
  it('of 1,200 callers that are not known are refused before they are read, while others are answered', async () => {
    const server = await startServer(strict);
    const honest = new PartnerCentralSelling({
      endpoint: server.endpoint,
      region: 'us-east-1',
      credentials: KEY,
    });
    onTestFinished(() => honest.destroy());
    const signed =
      'AWS4-HMAC-SHA256 Credential=AKIDUNKNOWN/20261123/us-east-1/partnercentral-selling/aws4_request';
    const kinds: [string, Record<string, string>][] = [
      ['MissingAuthenticationTokenException', {}],
      ['IncompleteSignatureException', { authorization: signed }],
      ['UnrecognizedClientException', { authorization: `${signed}, SignedHeaders=host, Signature=00` }],
    ];
    for (const [type, headers] of kinds) {
      const clients = flood(server, 400, headers);
      expect(await honest.listOpportunities(LIST as { Catalog: 'Sandbox' })).toMatchObject({
        OpportunitySummaries: [],
      });
      await eventually(() => clients.every(({ received }) => received.includes(type)));
      for (const { received } of clients) expect(received).toMatch(/^HTTP\/1\.1 400 /);
      for (const { socket } of clients) socket.destroy();
    }
  });

  it('of callers without a check use a bounded memory; the rest is told to come again, and small requests are answered', async () => {
    const server = await startServer({ limits: { bodyBytes: 4_194_304 } });
    const clients = flood(server, 40);
    const refused = () => clients.filter(({ received }) => received.startsWith('HTTP/1.1 503 '));
    // An address has 1 MiB, which one body or two use.
    await eventually(() => refused().length >= 38);
    for (const { received } of refused()) {
      expect(received).toContain('"__type":"ServiceUnavailable"');
      expect(received).toMatch(/^retry-after: 1\r$/m);
    }
    const client = clientOf(server, ALPHA);
    onTestFinished(() => client.destroy());
    expect((await client.listOpportunities({ Catalog: 'Sandbox' })).OpportunitySummaries).toEqual([]);
    expect(refused().length).toBeLessThan(40);
  });

  it('leave the order of errors as it is for small ones', async () => {
    const server = await startServer(strict);
    const typeOf = async (headers: Record<string, string>, body: string) =>
      (await send(server, { headers, body })).json?.__type;
    const padded = (bytes: number) => `{"Catalog":"Sandbox"${' '.repeat(bytes - 21)}}`;
    expect(await typeOf(target('Nothing'), '{}')).toBe('UnknownOperationException');
    expect(await typeOf(target('ListOpportunities'), `{${' '.repeat(16_000)}`)).toBe(
      'SerializationException',
    );
    expect(await typeOf(target('ListOpportunities'), padded(16_384))).toBe(
      'MissingAuthenticationTokenException',
    );
    expect(await typeOf(target('Nothing'), padded(16_385))).toBe('MissingAuthenticationTokenException');
    const large = { headers: target('ListOpportunities'), body: padded(1_000_000) };
    expect((await send(server, await sign(server, large, KEY))).status).toBe(200);
    const damaged = await sign(server, large, { ...KEY, secretAccessKey: 'other' });
    expect((await send(server, damaged)).json?.__type).toBe('InvalidSignatureException');
  });
});

describe('connections', () => {
  it('beyond the limit are told to come again, in the format of each service, until others close', async () => {
    const server = await startServer({ limits: { connections: 10 } });
    const silent = Array.from({ length: 9 }, () => open(server));
    await Promise.all(silent.map(({ socket }) => once(socket, 'connect')));
    const ask = (head: string, body: string): string =>
      `POST / HTTP/1.1\r\nHost: localhost\r\n${head}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const requests = {
      '{"__type":"ServiceUnavailable","Message":"': ask(
        'X-Amz-Target: AWSPartnerCentralSelling.ListOpportunities',
        '{"Catalog":"Sandbox"}',
      ),
      '{"__type":"ServiceUnavailable","message":"': ask('X-Amz-Target: AWSEvents.ListRules', '{}'),
      '<Code>ServiceUnavailable</Code>': ask(
        'Content-Type: application/x-www-form-urlencoded',
        'Action=GetCallerIdentity&Version=2011-06-15',
      ),
    };
    for (const [form, bytes] of Object.entries(requests)) {
      const received = await exchange(server, bytes);
      expect(received).toMatch(/^HTTP\/1\.1 503 /);
      expect(received).toMatch(/^retry-after: 1\r$/m);
      expect(received.toLowerCase()).toContain('connection: close');
      expect(received).toContain(form);
    }
    silent[0]?.socket.destroy();
    const events = new EventBridge({
      endpoint: server.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: ALPHA, secretAccessKey: 'x' },
      maxAttempts: 5,
    });
    onTestFinished(() => events.destroy());
    expect((await events.listRules({})).Rules).toEqual([]);
  });

  it('beyond the last are closed at once', async () => {
    const server = await startServer({ limits: { connections: 10 } });
    const clients = Array.from({ length: 30 }, () => open(server));
    await eventually(() => clients.filter(({ isClosed }) => isClosed).length === 20);
  });

  it('that are idle make room for others', async () => {
    const server = await startServer({ limits: { connections: 10 } });
    const request = `${headOf({ 'content-length': 2 })}{}`;
    const idle = Array.from({ length: 9 }, () => open(server));
    for (const { socket } of idle) socket.write(request);
    await eventually(() => idle.every(({ received }) => received.includes('HTTP/1.1 400')));
    const other = open(server);
    await eventually(() => idle.every(({ isClosed }) => isClosed));
    other.socket.write(request);
    await eventually(() => other.received.startsWith('HTTP/1.1 400 '));
    expect(other.isClosed).toBe(false);
  });

  it('that send many requests in advance are closed', async () => {
    const server = await startServer();
    const request = `${headOf({ 'content-length': 21, ...target('ListOpportunities') })}{"Catalog":"Sandbox"}`;
    const few = open(server);
    few.socket.write(request.repeat(15));
    await eventually(() => few.received.split('HTTP/1.1 200').length === 16);
    const many = open(server);
    many.socket.write(request.repeat(10_000));
    await eventually(() => many.isClosed);
    expect(many.received.split('HTTP/1.1').length).toBeLessThan(40);
    expect(few.isClosed).toBe(false);
  });
});

describe('live streams of events', () => {
  it('beyond the limit of an address are told to come again, until others end', async () => {
    const server = await startServer({ limits: { eventStreams: 4 } });
    const stream = () => fetch(`${server.endpoint}/_cosell/events/stream`);
    const [first, second, third] = [await stream(), await stream(), await stream()];
    expect([first.status, second.status, third.status]).toEqual([200, 200, 503]);
    expect(third.headers.get('retry-after')).toBe('1');
    expect(await third.json()).toMatchObject({ __type: 'ServiceUnavailable' });
    await first.body?.cancel();
    await eventually(async () => (await stream()).status === 200);
  });
});

describe('a limit', () => {
  it.each([
    { connections: 0 },
    { connections: 1.5 },
    { connectionsPerAddress: 0 },
    { bodyBytes: 1_000_000 },
    { eventStreams: -1 },
  ])('is refused if it is none: %o', async (limits) => {
    await expect(startServer({ limits })).rejects.toThrow('has to be a whole number of at least');
  });
});
