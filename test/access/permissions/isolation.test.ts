import { expect, test } from 'vitest';
import { loadApi } from '../../../src/event-bridge/api.ts';
import { loadOperations } from '../../../src/operations/index.ts';
import { readOptions } from '../../../src/server/read-options.ts';
import { cases, filters } from '../../operations/isolation-cases.ts';
import { startEngine } from '../../support/engine.ts';
import { recordedStatements } from '../../support/recorded-statements.ts';
import { ALPHA, AWS, BETA } from '../../support/server.ts';
import { type Statement, userWith } from '../../support/strict.ts';
import { send, sign, target } from '../../support/wire.ts';
import { arnOf, buildWorld, nothing } from '../../support/world.ts';

/** May do everything, on every resource. One statement reads tags, so that these are queried. */
const everything: Statement[] = [
  { Action: ['partnercentral:*', 'events:*', 'iam:PassRole'] },
  {
    Effect: 'Deny',
    Action: 'partnercentral:Sing',
    Condition: { StringEquals: { 'aws:ResourceTag/a': 'b' } },
  },
];

/** Starts a strict server with these users, and counts its statements. */
const start = async (...users: ReturnType<typeof userWith>[]) => {
  const statements = recordedStatements();
  const { parts } = await readOptions({
    auth: 'strict',
    accounts: [ALPHA, BETA, AWS].map((id) => ({
      id,
      companyName: id,
      credentials: [{ accessKeyId: id, secretAccessKey: 'secret' }],
    })),
    users,
  });
  return { server: await startEngine({ ...parts, openStore: statements.openStore }), statements };
};

type Server = Awaited<ReturnType<typeof start>>['server'];

/** Calls an operation, signed with the key of a user. */
const call = async (
  server: Server,
  accessKeyId: string,
  headers: Record<string, string>,
  body: object,
  service?: string,
) => {
  const request = { headers, body: JSON.stringify(body) };
  const signing = { accessKeyId, secretAccessKey: 'secret', ...(service && { service }) };
  const { status, headers: given, text } = await send(server, await sign(server, request, signing));
  return { status, type: given['x-amzn-errortype'], text };
};

test('a resource of another account is answered like one that does not exist, at the same cost', async () => {
  const { server, statements } = await start(userWith(BETA, 'bob', ...everything));
  const world = await buildWorld(server);
  const differences: unknown[] = [];
  for (const Catalog of ['Sandbox', 'AWS']) {
    for (const [operation, form, pick, bodyOf] of [...cases, ...filters]) {
      const ask = async (identifier: string) => {
        const body = { Catalog, ...bodyOf(identifier) };
        let answer: Awaited<ReturnType<typeof call>> | undefined;
        const cost = await statements.during(async () => {
          answer = await call(server, 'bob', target(operation), body);
        });
        return { ...answer, text: answer?.text.replaceAll(identifier, '…'), cost };
      };
      const [there, absent] = [await ask(pick(world)), await ask(pick(nothing))];
      try {
        expect(there).toEqual(absent);
        expect(absent.type).not.toBe('AccessDeniedException');
      } catch {
        differences.push({ operation, form, Catalog, there, absent });
      }
    }
  }
  expect(differences).toEqual([]);
}, 300_000);

test('a refusal is the same whether the resource exists, is another account’s or does not exist', async () => {
  const { server, statements } = await start(userWith(ALPHA, 'ana'), userWith(BETA, 'bob'));
  const world = await buildWorld(server);
  for (const user of ['ana', 'bob']) {
    for (const [operation, form, pick, bodyOf] of [...cases, ...filters]) {
      const answers: object[] = [];
      for (const identifier of [pick(world), pick(nothing)]) {
        const body = { Catalog: 'Sandbox', ...bodyOf(identifier) };
        const cost = await statements.during(async () => {
          const { status, type, text } = await call(server, user, target(operation), body);
          answers.push({ status, type, text: text.replaceAll(identifier, '…') });
        });
        expect(cost, `${operation} by ${form}`).toEqual([]);
      }
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size, `${operation} by ${form}`).toBe(
        1,
      );
      expect(answers[0]).toMatchObject({ status: 400, type: 'AccessDeniedException' });
    }
  }
}, 300_000);

test('a user without policies may call no operation, and none sends a statement', async () => {
  const { server, statements } = await start(userWith(ALPHA, 'ana'));
  const ResourceArn = arnOf.opportunity('O1');
  const services = [
    { prefix: 'partnercentral', headersOf: target, names: (await loadOperations()).keys() },
    {
      ...{ prefix: 'events', service: 'events', names: (await loadApi()).operations.keys() },
      headersOf: (name: string) => ({
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSEvents.${name}`,
      }),
    },
  ];
  for (const { prefix, headersOf, names, ...signing } of services) {
    for (const name of names) {
      const body = prefix === 'events' ? {} : { Catalog: 'Sandbox', ResourceArn };
      let refusals: string[] = [];
      const cost = await statements.during(async () => {
        const { status, type, text } = await call(
          server,
          'ana',
          headersOf(name),
          body,
          'service' in signing ? signing.service : undefined,
        );
        refusals = [...refusals, `${status} ${type} ${text}`];
      });
      expect(refusals[0], name).toContain(`400 AccessDeniedException`);
      expect(refusals[0], name).toContain(`is not authorized to perform: ${prefix}:${name} on resource: `);
      expect(cost, name).toEqual([]);
    }
  }
});
