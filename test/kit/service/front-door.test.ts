import { describe, expect, it, test } from 'vitest';
import { OverloadedError } from '../../../src/kit/flow/fair-gate.ts';
import { currentKey } from '../../../src/kit/flow/on-behalf.ts';
import type { SignedRequest } from '../../../src/kit/http/signed-request.ts';
import { awsJson } from '../../../src/kit/service/aws-json.ts';
import { clientError } from '../../../src/kit/service/errors.ts';
import { createFrontDoor } from '../../../src/kit/service/front-door.ts';
import type { Operation } from '../../../src/kit/service/operation.ts';
import { query } from '../../../src/kit/service/query/query.ts';
import type { Api, Injected, Service } from '../../../src/kit/service/service.ts';

/** What a request went through, in order. */
type Steps = string[];

const operationOf = (name: string, steps: Steps): Operation => ({
  name,
  access: 'Write',
  permit: { access: 'Write' },
  handle: async () => {
    steps.push('handle');
    return { done: true };
  },
});

const apiOf = (steps: Steps): Api => ({
  operations: new Map([['Paint', operationOf('Paint', steps)]]),
  isOperationName: (name) => name === 'Paint' || name === 'Erase',
  decode: (_operation, body) => {
    steps.push('decode');
    return { input: {}, faults: String(JSON.stringify(body)).includes('beyond') ? ['beyond'] : [] };
  },
  invalid: () => clientError('BeyondLimits')('It is beyond its limits.'),
  encode: (_operation, output) => JSON.stringify(output),
});

const json = awsJson({
  version: '1.0',
  targetPrefix: 'Paints.',
  title: 'the paints',
  notImplemented: (operation) => `Nobody can ${operation}.`,
  isNamedByPath: true,
  errorBody: ({ name, message }) => ({ __type: name, message }),
});
const xml = query({ version: '2020-01-01', namespace: 'urn:x', errors: { NotFound: ['Missing', 404] } });

const open = ({
  injected,
  load,
  caller = 'ann',
}: {
  injected?: Injected;
  load?: () => Api;
  caller?: string;
} = {}) => {
  const steps: Steps = [];
  /** What was injected into each call. */
  const calls: unknown[] = [];
  const paints: Service<object, string> = {
    signingName: 'paints',
    protocol: json,
    api: () => (load ? load() : apiOf(steps)),
    inject: () => {
      steps.push('inject');
      return injected && Promise.resolve(injected);
    },
    callOf: (_host, call) => {
      calls.push(call.injected);
      return {};
    },
  };
  const frames: Service<object, string> = {
    signingName: 'frames',
    label: 'frames',
    protocol: xml,
    api: () => ({ ...apiOf(steps), encode: (name, _output, id) => xml.encode(name, { Done: 'yes' }, id) }),
    callOf: () => ({}),
  };
  const identify = (): string => {
    steps.push('identify');
    if (caller === 'nobody') throw clientError('WhoAreYou')('Say who you are.');
    return caller;
  };
  const services: [typeof frames, typeof paints] = [frames, paints];
  return {
    steps,
    calls,
    services,
    door: createFrontDoor({ services, host: {}, identify, keyOf: (name) => name }),
  };
};

const request = (given: Partial<SignedRequest>): SignedRequest => ({
  ...{
    method: 'POST',
    path: '/',
    query: '',
    headers: {},
    headersDistinct: {},
    repeatsHeaders: false,
    body: Buffer.from(''),
    sourceIp: '127.0.0.1',
    isSecure: false,
  },
  ...given,
});
const target = (name: string, body = '{}') =>
  request({ headers: { 'x-amz-target': `Paints.${name}` }, body: Buffer.from(body) });
const form = (body: string) =>
  request({ headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: Buffer.from(body) });
const PAINT = 'Action=Paint&Version=2020-01-01';

test('of requests that come at once so many are read in a turn as take a few milliseconds, fewer if they are large', async () => {
  const readInTurns = async (count: number, body: string): Promise<number[]> => {
    const { door, steps } = open();
    const inTurns: number[] = [];
    const countTurn = (): void => {
      inTurns.push(steps.splice(0).filter((step) => step === 'decode').length);
      if (inTurns.reduce((sum, each) => sum + each, 0) < count) setImmediate(countTurn);
    };
    await door.answer(target('Paint'), 'first');
    await new Promise((resolve) => setImmediate(resolve));
    steps.splice(0);
    setImmediate(countTurn);
    await Promise.all(
      Array.from({ length: count }, (_, id) => door.answer(target('Paint', body), String(id))),
    );
    return inTurns;
  };
  expect(Math.max(...(await readInTurns(300, '{}')))).toBe(64);
  expect(Math.max(...(await readInTurns(10, JSON.stringify('x'.repeat(256_000)))))).toBe(2);
});

test('who sends a large body is identified, for which it is hashed, in a turn after its reading has spent one', async () => {
  const turnsBetween = async (body: string): Promise<number> => {
    let turn = 0;
    const countTurn = (): void => {
      turn += 1;
      if (!isDone) setImmediate(countTurn);
    };
    let isDone = false;
    countTurn();
    let decodedIn = 0;
    const decode: Api['decode'] = () => {
      decodedIn = turn;
      const began = performance.now();
      while (performance.now() - began < 5);
      return { input: {}, faults: [] };
    };
    let identifiedIn = 0;
    const identify = (): string => {
      identifiedIn = turn;
      return 'ann';
    };
    const { services } = open({ load: () => ({ ...apiOf([]), decode }) });
    const door = createFrontDoor({ services, host: {}, identify, keyOf: (name) => name });
    await door.answer(target('Paint', body), '1');
    isDone = true;
    return identifiedIn - decodedIn;
  };
  expect(await turnsBetween('{}')).toBe(0);
  expect(await turnsBetween(JSON.stringify('x'.repeat(256_000)))).toBeGreaterThan(0);
});

test('of lists that come at once few begin in a turn, because what each takes is known only when its query has run', async () => {
  const handled: Steps = [];
  const listing = { ...operationOf('Paint', handled), access: 'List' as const };
  const load = (): Api => ({ ...apiOf(handled), operations: new Map([['Paint', listing]]) });
  const { door } = open({ load });
  const inTurns: number[] = [];
  let isDone = false;
  const countTurn = (): void => {
    inTurns.push(handled.splice(0).filter((step) => step === 'handle').length);
    if (!isDone) setImmediate(countTurn);
  };
  countTurn();
  await Promise.all(Array.from({ length: 16 }, (_, id) => door.answer(target('Paint'), String(id))));
  isDone = true;
  expect(inTurns.every((count) => count <= 4)).toBe(true);
});

test('small responses of a turn are sent together, large ones while a turn has time', async () => {
  const sentInTurns = async (body: string): Promise<number[]> => {
    const reading = { ...operationOf('Paint', []), access: 'Read' as const };
    const load = (): Api => ({
      ...apiOf([]),
      operations: new Map([['Paint', reading]]),
      encode: () => body,
    });
    const { door } = open({ load });
    let turn = 0;
    let isDone = false;
    const countTurn = (): void => {
      turn += 1;
      if (!isDone) setImmediate(countTurn);
    };
    countTurn();
    const sent: number[] = [];
    const send = (): void => {
      sent.push(turn);
      const began = performance.now();
      while (performance.now() - began < 5);
    };
    await Promise.all(
      Array.from({ length: 4 }, (_, id) => door.answer(target('Paint'), String(id)).then(send)),
    );
    isDone = true;
    return sent;
  };
  expect(new Set(await sentInTurns('{}')).size).toBe(1);
  expect(new Set(await sentInTurns('x'.repeat(50_000))).size).toBe(4);
});

test('a response to a call that writes waits for others of its turn', async () => {
  const noted: string[] = [];
  let begun = 0;
  const load = (): Api => ({
    ...apiOf([]),
    operations: new Map([['Paint', { ...operationOf('Paint', []), access: 'Write' as const }]]),
    perform: async () => {
      begun += 1;
      // The second one goes on for longer, but in the same turn.
      for (let left = 50 * begun; left > 0; left -= 1) await undefined;
      noted.push('done');
      return {};
    },
  });
  const { door } = open({ load });
  const paint = (id: string) => door.answer(target('Paint'), id).then(() => noted.push('sent'));
  await Promise.all([paint('1'), paint('2')]);
  expect(noted).toEqual(['done', 'done', 'sent', 'sent']);
});

test('a request that would have waited for too long gets ServiceUnavailable, on whose behalf it ran', async () => {
  const ranFor: unknown[] = [];
  const load = (): Api => ({
    ...apiOf([]),
    perform: async () => {
      ranFor.push(currentKey());
      throw new OverloadedError('Too many wait.');
    },
  });
  const answer = await open({ load }).door.answer(target('Paint'), 'request-1');
  expect(answer).toMatchObject({ status: 503, headers: { 'x-amzn-errortype': 'ServiceUnavailable' } });
  expect(answer.body).not.toContain('Too many wait.');
  expect(ranFor).toEqual(['ann']);
});

test('a request waits for few of another caller, however many came before', async () => {
  const began: unknown[] = [];
  const load = (): Api => ({
    ...apiOf([]),
    perform: async () => {
      began.push(currentKey());
      return {};
    },
  });
  const callers = [...Array.from({ length: 500 }, () => 'ann'), 'bob'];
  const identify = (asked: SignedRequest): string => asked.path.slice(1, 4);
  const { services } = open({ load });
  const door = createFrontDoor({ services, host: {}, identify, keyOf: (name) => name });
  await Promise.all(callers.map((name) => door.answer({ ...target('Paint'), path: `/${name}` }, 'request')));
  expect(began).toHaveLength(501);
  expect(began.indexOf('bob')).toBeLessThan(200);
});

describe('the service of a request', () => {
  it.each([
    ['a target', target('Paint'), 'application/x-amz-json-1.0', 'Paint'],
    ['a path', request({ path: '/behind/Paint' }), 'application/json', 'Paint'],
    ['a form', form(PAINT), 'text/xml', 'frames:Paint'],
    ['the query of a GET', request({ method: 'GET', query: PAINT }), 'text/xml', 'frames:Paint'],
  ])('is found by %s', async (_by, asked, type, operation) => {
    const answer = await open().door.answer(asked, 'request-1');
    expect(answer).toMatchObject({ status: 200, operation, caller: 'ann', isDropped: false });
    expect(answer.headers).toEqual({ 'content-type': type, 'x-amzn-requestid': 'request-1' });
  });

  it.each([
    ['a target', target('Paint'), 'application/x-amz-json-1.0'],
    ['a form', form(''), 'text/xml'],
    ['the query of a GET', request({ method: 'GET', query: 'Action=Paint' }), 'text/xml'],
    ['nothing', request({}), 'application/x-amz-json-1.0'],
    ['bytes that are no request', undefined, 'application/x-amz-json-1.0'],
  ])('tells also the errors before it is asked, by %s', (_by, asked, type) => {
    const answer = open().door.refuse(clientError('Early')('Too early.'), 'request-1', asked);
    expect(answer).toMatchObject({
      status: 400,
      headers: { 'content-type': type, 'x-amzn-errortype': 'Early' },
    });
    expect(answer.body).toContain('Too early.');
  });

  it('answers a GET only if its protocol does', () => {
    const { door } = open();
    const asks = (head: Partial<SignedRequest>) => door.answersGet(request({ method: 'GET', ...head }));
    expect(asks({ query: PAINT })).toBe(true);
    expect(asks({ query: PAINT, path: '/elsewhere' })).toBe(false);
    expect(asks({ query: 'NoAction=Paint' })).toBe(false);
    expect(asks({ headers: { 'x-amz-target': 'Paints.Paint' } })).toBe(false);
  });
});

describe('errors come in order', () => {
  const typeOf = async (asked: SignedRequest, options?: Parameters<typeof open>[0]) => {
    const { door, steps } = open(options);
    const { headers, status } = await door.answer(asked, 'request-1');
    return [headers['x-amzn-errortype'], status, ...steps];
  };

  it('the operation, the body, the caller, what is set, the limits', async () => {
    const nobody = { caller: 'nobody' };
    expect(await typeOf(target('Shout', '{'), nobody)).toEqual(['UnknownOperationException', 400]);
    expect(await typeOf(target('Paint', '{'), nobody)).toEqual(['SerializationException', 400]);
    expect(await typeOf(target('Paint', '["beyond"]'), nobody)).toEqual([
      ...['WhoAreYou', 400],
      ...['decode', 'identify'],
    ]);
    expect(await typeOf(target('Erase', '{'), nobody)).toEqual(['WhoAreYou', 400, 'identify']);
    expect(await typeOf(target('Erase', '{'))).toEqual(['NotImplementedException', 501, 'identify']);
    expect(await typeOf(target('Paint', '["beyond"]'))).toEqual([
      ...['BeyondLimits', 400],
      ...['decode', 'identify', 'inject'],
    ]);
  });

  it('of the query protocol the caller before the operation', async () => {
    expect(await typeOf(form('Action=Shout'), { caller: 'nobody' })).toEqual(['WhoAreYou', 400, 'identify']);
    expect(await typeOf(form('Action=Shout'))).toEqual(['InvalidAction', 400, 'identify']);
  });
});

test('what is injected into a request reaches the call of its handler', async () => {
  const injected = { wait: 5 } as Injected;
  const { door, calls } = open({ injected });
  await door.answer(target('Paint'), 'request-1');
  expect(calls).toEqual([injected]);
});

describe('a request that is to end without an answer', () => {
  it('is not done if it ends before', async () => {
    const { door, steps } = open({ injected: { drop: 'before' } });
    expect(await door.answer(target('Paint'), 'request-1')).toMatchObject({ isDropped: true });
    expect(steps).not.toContain('handle');
  });

  it('is done if it ends after', async () => {
    const { door, steps } = open({ injected: { drop: 'after' } });
    expect(await door.answer(target('Paint'), 'request-1')).toMatchObject({ isDropped: true });
    expect(steps).toContain('handle');
  });
});

test('operations are loaded with the first request, once, and again if that failed', async () => {
  let loads = 0;
  const { door } = open({
    load: () => {
      loads += 1;
      if (loads === 1) throw new Error('The disk is gone.');
      return apiOf([]);
    },
  });
  expect(loads).toBe(0);
  const failed = await door.answer(target('Paint'), 'request-1');
  expect(failed).toMatchObject({ status: 500, headers: { 'x-amzn-errortype': 'InternalServerException' } });
  expect(failed.body).not.toContain('disk');
  const both = await Promise.all([1, 2].map((id) => door.answer(target('Paint'), String(id))));
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  expect(loads).toBe(2);
});
