import fc from 'fast-check';
import { expect, it } from 'vitest';
import { strictSchema } from '../../src/kit/action/json-schema.ts';
import { loadActions } from '../../src/operator/index.ts';
import { opportunity } from '../support/data.ts';
import { ALPHA, AWS, BETA, startServer } from '../support/server.ts';
import { sweep } from '../support/sweep.ts';
import { times } from '../support/thorough.ts';
import { send } from '../support/wire.ts';
import { buildWorld, worldAccounts } from '../support/world.ts';

const onPostgres = process.env.COSELL_TEST_STORE === 'postgres';

const UNSTORABLE = ['\0', 'a\0b', '\ud800', 'x\udc00'];

/** Actions that replace the world, or that wait. */
const LEFT_OUT = new Set(['state.import', 'reset']);

/** As text in an address. Not by `String`, because an object's own `toString` need not be a function. */
const textOf = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);

const request = (action: { method: string; path: string }, input: Record<string, unknown>) => {
  const inPath = [...action.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const path = action.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(textOf(input[name]).toWellFormed()),
  );
  const others = Object.fromEntries(Object.entries(input).filter(([name]) => !inPath.includes(name)));
  const hasBody = action.method === 'POST' || action.method === 'PUT';
  const query = new URLSearchParams(
    Object.entries(others).map(([name, value]): [string, string] => [name, textOf(value)]),
  );
  return hasBody
    ? { method: action.method, path, body: JSON.stringify(others) }
    : { method: action.method, path: query.size > 0 ? `${path}?${query}` : path };
};

/** Inputs that actions accept, into whose texts others are put. */
const inputs: Readonly<Record<string, Record<string, unknown>>> = {
  'accounts.put': {
    id: BETA,
    companyName: 'Beta',
    websiteUrl: 'https://beta.example',
    opportunityOwner: { email: 'b@example.com', firstName: 'B', lastName: 'C' },
    solutions: [{ id: 'S-5', name: 'Five', category: 'Software Product' }],
  },
  refer: { account: ALPHA, opportunity: opportunity(), message: 'Hello' },
  'faults.add': {
    account: BETA,
    exception: 'ValidationException',
    message: 'm',
    reason: 'r',
    errorList: [{ FieldName: 'f', Message: 'm', Code: 'INVALID_VALUE' }],
  },
  'reviews.setPolicy': { rules: [{ decision: 'Approved', comments: 'c', after: '1d' }] },
};

/** Every place of a text in a JSON value, names of members included. */
const places = (value: unknown, put: string): unknown[] => {
  if (typeof value === 'string') return [put, value + put];
  if (typeof value !== 'object' || value === null) return [];
  const within = Object.entries(value).flatMap(([name, member]) =>
    places(member, put).map((changed) =>
      Array.isArray(value)
        ? value.map((old, at) => (String(at) === name ? changed : old))
        : { ...value, [name]: changed },
    ),
  );
  return Array.isArray(value) ? within : [...within, { ...value, [put]: 1 }];
};

it('a text that no database can store is refused in every member of every action', async () => {
  const server = await startServer({ accounts: worldAccounts });
  const { submittedOpportunity: id } = await buildWorld(server);
  const side = { id, account: ALPHA, catalog: 'Sandbox', LifeCycle: { NextSteps: 'n' }, CosellMotion: 'm' };
  const review = { id, account: ALPHA, catalog: 'Sandbox', decision: 'Rejected', comments: 'c', reason: 'r' };
  for (const action of (await loadActions()).values()) {
    if (LEFT_OUT.has(action.name)) continue;
    const { properties = {} } = strictSchema(action.takes);
    const usual = { ...inputs, 'awsSide.update': side, review }[action.name];
    const generic = Object.keys(properties).flatMap((name) =>
      UNSTORABLE.map((text) => ({ ...usual, [name]: text })),
    );
    const within = usual
      ? UNSTORABLE.flatMap((text) => places(usual, text) as Record<string, unknown>[])
      : [];
    for (const input of [...generic, ...within]) {
      const answer = await send(server, request(action, input));
      const isInUrl = action.method === 'GET' || action.method === 'DELETE';
      // A URL has no half of a surrogate pair: it comes as U+FFFD.
      const allowed = isInUrl ? [200, 400, 404] : [400];
      if (action.path.includes('{')) allowed.push(404);
      expect([action.name, input, allowed.includes(answer.status), answer.text]).toEqual([
        action.name,
        input,
        true,
        answer.text,
      ]);
    }
  }
  expect(await sweep(server, [ALPHA, BETA, AWS])).toEqual([]);
});

it('any JSON in any member of any action is answered without an internal error', async () => {
  const server = await startServer({ accounts: worldAccounts });
  const { submittedOpportunity: id } = await buildWorld(server);
  const actions = [...(await loadActions()).values()].filter(
    ({ name }) => !LEFT_OUT.has(name) && !name.startsWith('clock.'),
  );
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(ALPHA, id, 'Sandbox', 'Approved', '__proto__', '💥'.repeat(500), 2 ** 53, -1, 1e300),
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.array(value, { maxLength: 12 }), async (number, values) => {
      const action = actions[number % actions.length];
      if (!action) return;
      const { properties = {} } = strictSchema(action.takes);
      const usual = { account: ALPHA, catalog: 'Sandbox', id, ...inputs[action.name] };
      const known = Object.entries(usual).filter(([name]) => name in properties);
      const names = Object.keys(properties);
      const given = values.map((member, index): [string, unknown] => [
        names[index % Math.max(names.length, 1)] ?? 'x',
        member,
      ]);
      const { status, text } = await send(server, request(action, Object.fromEntries([...known, ...given])));
      expect([action.name, status < 500, text]).toEqual([action.name, true, text]);
    }),
    { numRuns: times(onPostgres ? { usual: 75, all: 300 } : { usual: 300, all: 3_000 }) },
  );
  expect(await sweep(server, [ALPHA, BETA, AWS])).toEqual([]);
});
