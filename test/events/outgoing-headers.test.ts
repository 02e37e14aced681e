import { describe, expect, test } from 'vitest';
import type { ServiceError } from '../../src/kit/service/errors.ts';
import type { ConnectionSecrets, EventTarget } from '../../src/model/event-bridge.ts';
import type { Queries } from '../../src/store/tables.ts';
import { eventually } from '../support/engine.ts';
import {
  createDestination,
  EventPattern,
  eventBridgeOf,
  roleArn,
  startWithStore,
} from '../support/event-bridge.ts';
import { type RawOrigin, startRawOrigin } from '../support/raw-origin.ts';
import { ALPHA, BETA, errorOf, startServer } from '../support/server.ts';
import { appendEvents, putDestination, putRuleWithTarget } from '../support/targets.ts';

/** What decides where a request ends, or concerns the connection only. Values as an attacker would choose them. */
const FRAMING: readonly (readonly [name: string, value: string])[] = [
  ['Content-Length', '4096'],
  ['CONTENT-LENGTH', '4097'],
  ['Transfer-Encoding', 'chunked'],
  ['transfer-encoding', 'chunked'],
  ['Connection', 'attack'],
  ['Expect', '100-continue'],
  ['Upgrade', 'attack'],
  ['Host', 'attack'],
  ['Keep-Alive', 'attack'],
  ['Proxy-Connection', 'attack'],
  ['Proxy-Authorization', 'attack'],
  ['TE', 'attack'],
  ['Trailer', 'attack'],
];

type Attack = { secrets: ConnectionSecrets; target?: Partial<EventTarget> };

const who = (account: string) => ({ Key: 'X-Who', Value: account });

/** Where a user can write a header. */
const sources: Readonly<Record<string, (name: string, value: string, url: string) => Attack>> = {
  'an API key': (name, value) => ({
    secrets: {
      ApiKeyAuthParameters: { ApiKeyName: name, ApiKeyValue: value },
      InvocationHttpParameters: { HeaderParameters: [who(ALPHA)] },
    },
  }),
  'a connection’s header': (name, value) => ({
    secrets: {
      ApiKeyAuthParameters: { ApiKeyName: 'x-api-key', ApiKeyValue: 'key' },
      InvocationHttpParameters: { HeaderParameters: [who(ALPHA), { Key: name, Value: value }] },
    },
  }),
  'an OAuth header': (name, value, url) => ({
    secrets: {
      OAuthParameters: {
        ClientParameters: { ClientID: 'client', ClientSecret: 'secret' },
        AuthorizationEndpoint: `${url}/token`,
        HttpMethod: 'GET',
        OAuthHttpParameters: { HeaderParameters: [who(ALPHA), { Key: name, Value: value }] },
      },
    },
  }),
  'a target’s header': (name, value) => ({
    secrets: {
      ApiKeyAuthParameters: { ApiKeyName: 'x-api-key', ApiKeyValue: 'key' },
      InvocationHttpParameters: { HeaderParameters: [who(ALPHA)] },
    },
    target: { HttpParameters: { HeaderParameters: { [name]: value } } },
  }),
};

/** Stores an attack of ALPHA for every header, as if it were there before such names were refused. */
const putAttacks = async (tx: Queries, origin: RawOrigin, source: string): Promise<void> => {
  for (const [index, [name, value]] of FRAMING.entries()) {
    const attack = sources[source]?.(name, value, origin.url);
    const url = `${origin.url}/${index}`;
    const Arn = await putDestination(tx, `attack-${index}`, { url, method: 'GET' }, attack?.secrets);
    await putRuleWithTarget(tx, `attack-${index}`, { Arn, ...attack?.target });
  }
};

const putVictim = async (tx: Queries, origin: RawOrigin): Promise<void> => {
  const secrets = {
    ApiKeyAuthParameters: { ApiKeyName: 'x-api-key', ApiKeyValue: 'secret-of-beta' },
    InvocationHttpParameters: { HeaderParameters: [who(BETA)] },
  };
  const Arn = await putDestination(tx, 'victim', { url: `${origin.url}/victim` }, secrets, { account: BETA });
  await putRuleWithTarget(tx, 'victim', { Arn }, { account: BETA });
};

describe.each(Object.keys(sources))('an event after those with framing headers from %s', (source) => {
  test('arrives as a request of its own, on a connection of its own account', async () => {
    const origin = await startRawOrigin();
    const { transaction } = await startWithStore({ delivery: { allowPrivateTargets: true } });
    await transaction(async (tx) => {
      await putAttacks(tx, origin, source);
      await putVictim(tx, origin);
      await appendEvents(tx, 1);
    });
    await eventually(() => origin.requests.length >= FRAMING.length);
    await transaction((tx) => appendEvents(tx, 1, BETA));
    await eventually(() => origin.text().includes('secret-of-beta'));

    const heads = origin.requests.map(({ head }) => head);
    expect(heads.filter((head) => head.includes('secret-of-beta'))).toHaveLength(1);
    expect(origin.requests.filter(({ body }) => body.includes('secret-of-beta'))).toEqual([]);
    for (const [, value] of FRAMING)
      expect(heads.filter((head) => head.includes(`: ${value}\r\n`))).toEqual([]);
    const accounts = new Map<number, Set<string>>();
    for (const { head, connection } of origin.requests) {
      const [, account = ''] = /^x-who: (\d+)/im.exec(head) ?? [];
      accounts.set(connection, (accounts.get(connection) ?? new Set()).add(account));
    }
    expect([...accounts.values()].filter(({ size }) => size > 1)).toEqual([]);
  });
});

describe('a framing header is refused', () => {
  const notPermitted = (where: string, name: string) =>
    `Parameter ${where} is not valid. Reason: The header ${name} is not permitted, because it belongs to the connection that carries the request.`;
  const headers = (name: string) => ({ HeaderParameters: [{ Key: name, Value: '1' }] });

  test('by UpdateConnection and PutTargets, with all faults', async () => {
    const client = eventBridgeOf(await startServer());
    const { destinationArn } = await createDestination(client, 'd');
    const update = client.updateConnection({
      Name: 'd',
      AuthParameters: { InvocationHttpParameters: headers('Transfer-Encoding') },
    });
    expect(await errorOf(update)).toMatchObject({
      name: 'ValidationException',
      message: notPermitted('InvocationHttpParameters', 'Transfer-Encoding'),
    });
    await client.putRule({ Name: 'r', EventPattern });
    const target = {
      Id: 't',
      Arn: destinationArn,
      RoleArn: roleArn(),
      HttpParameters: { HeaderParameters: { Host: 'x', 'X-Fine': 'x', upgrade: 'x' } },
    };
    expect(await errorOf(client.putTargets({ Rule: 'r', Targets: [target] }))).toMatchObject({
      name: 'ValidationException',
      message: `${notPermitted('HttpParameters', 'Host')} ${notPermitted('HttpParameters', 'upgrade')}`,
    });
    expect((await client.listTargetsByRule({ Rule: 'r' })).Targets).toEqual([]);
  });

  test('in a state to be imported, with all faults', async () => {
    const server = await startServer();
    const client = eventBridgeOf(server);
    const { destinationArn } = await createDestination(client, 'd');
    await client.putRule({ Name: 'r', EventPattern });
    await client.putTargets({ Rule: 'r', Targets: [{ Id: 't', Arn: destinationArn, RoleArn: roleArn() }] });
    const state = await server.state.export();
    const change = (table: string, column: string, document: object) => {
      const { columns = [], rows = [] } = state.tables[table] ?? {};
      const [row] = rows;
      if (row) row[columns.indexOf(column)] = JSON.stringify(document);
    };
    const secrets = {
      ApiKeyAuthParameters: { ApiKeyName: 'Content-Length', ApiKeyValue: '9' },
      InvocationHttpParameters: {
        HeaderParameters: [
          { Key: 'X-Text', Value: 'x' },
          { Key: 'host', Value: 'x' },
        ],
      },
    };
    change('event_connections', 'secrets', secrets);
    change('event_targets', 'document', {
      Id: 't',
      Arn: destinationArn,
      RoleArn: roleArn(),
      HttpParameters: { HeaderParameters: { TE: 'x' } },
    });
    const error = (await errorOf(server.state.import(state))) as unknown as ServiceError;
    expect(error.details.ErrorList?.map(({ Message }) => Message)).toEqual([
      expect.stringMatching(/^tables\.event_connections\.rows\[0\]/),
      expect.stringMatching(/^tables\.event_connections\.rows\[0\]/),
      expect.stringMatching(/^tables\.event_targets\.rows\[0\]/),
    ]);
    const refused = [
      notPermitted('ApiKeyName', 'Content-Length'),
      notPermitted('InvocationHttpParameters', 'host'),
      notPermitted('HttpParameters', 'TE'),
    ];
    for (const [at, says] of refused.entries())
      expect(error.details.ErrorList?.[at]?.Message).toContain(says);
  });
});
