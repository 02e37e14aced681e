import type { EventBridge } from '@aws-sdk/client-eventbridge';
import { describe, expect, test } from 'vitest';
import { apiKey, createDestination, EventPattern, eventBridgeOf, queue } from '../support/event-bridge.ts';
import { BETA, errorOf, startServer } from '../support/server.ts';

interface Page {
  names: (string | undefined)[];
  NextToken: string | undefined;
}
interface PageRequest {
  NextToken?: string | undefined;
  Limit?: number;
  NamePrefix?: string;
}
type List = (request: PageRequest) => Promise<Page>;

const namesOf = (items: { Name?: string | undefined }[] | undefined) => (items ?? []).map(({ Name }) => Name);

const listsOf = (client: EventBridge): Record<string, List> => ({
  ListRules: async (request) => {
    const { Rules, NextToken } = await client.listRules(request);
    return { names: namesOf(Rules), NextToken };
  },
  ListConnections: async (request) => {
    const { Connections, NextToken } = await client.listConnections(request);
    return { names: namesOf(Connections), NextToken };
  },
  ListApiDestinations: async (request) => {
    const { ApiDestinations, NextToken } = await client.listApiDestinations(request);
    return { names: namesOf(ApiDestinations), NextToken };
  },
  ListTargetsByRule: async ({ NextToken: token, Limit }) => {
    const { Targets = [], NextToken } = await client.listTargetsByRule({
      Rule: 'Z.first',
      NextToken: token,
      ...(Limit && { Limit }),
    });
    return { names: Targets.map(({ Id }) => Id), NextToken };
  },
});

/** In the order of the lists: by code points. */
const NAMES = ['Z.first', 'a', 'a-b', 'a_c', 'b'];

const start = async () => {
  const server = await startServer();
  const client = eventBridgeOf(server);
  for (const Name of NAMES.toReversed()) {
    await client.putRule({ Name, EventPattern });
    await createDestination(client, Name);
  }
  await client.putTargets({ Rule: 'Z.first', Targets: NAMES.map((Id) => ({ Id, Arn: queue() })) });
  return { server, client };
};

const collect = async (list: List, Limit: number): Promise<(string | undefined)[]> => {
  const names: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page = await list({ NextToken, Limit });
    expect(page.names.length).toBeLessThanOrEqual(Limit);
    names.push(...page.names);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return names;
};

describe('lists', () => {
  test('pages of any size add up to the whole list, by name', async () => {
    const { client } = await start();
    for (const [name, list] of Object.entries(listsOf(client))) {
      expect(await list({}), name).toEqual({ names: NAMES, NextToken: undefined });
      for (const size of [1, 2, 4, 5, 100])
        expect(await collect(list, size), `${name} by ${size}`).toEqual(NAMES);
    }
  });

  test('are filtered by name prefix', async () => {
    const { client } = await start();
    const { ListTargetsByRule, ...lists } = listsOf(client);
    for (const list of Object.values(lists)) {
      for (const [NamePrefix, names] of [
        ['a', ['a', 'a-b', 'a_c']],
        ['a_', ['a_c']],
        ['Z.first', ['Z.first']],
        ['A', []],
      ] as const) {
        expect((await list({ NamePrefix })).names).toEqual(names);
      }
      const first = await list({ NamePrefix: 'a', Limit: 2 });
      const rest = await list({ NamePrefix: 'a', Limit: 2, NextToken: first.NextToken });
      expect([...first.names, ...rest.names]).toEqual(['a', 'a-b', 'a_c']);
    }
  });

  test('connections are filtered by their state, which is the same for all', async () => {
    const { client } = await start();
    const inState = async (ConnectionState: 'AUTHORIZED' | 'DEAUTHORIZED') =>
      namesOf((await client.listConnections({ ConnectionState })).Connections);
    expect(await inState('AUTHORIZED')).toEqual(NAMES);
    expect(await inState('DEAUTHORIZED')).toEqual([]);
  });

  test('a page has 100 items by default and at most', async () => {
    const client = eventBridgeOf(await startServer());
    for (let at = 0; at < 101; at++) await client.createConnection({ Name: `c${at}`, ...apiKey });
    const first = await client.listConnections({});
    expect(first.Connections).toHaveLength(100);
    const rest = await client.listConnections({ NextToken: first.NextToken });
    expect(rest.Connections).toHaveLength(1);
    const error = await errorOf(client.listConnections({ Limit: 101 }));
    expect(error.message).toBe(
      "1 validation error detected: Value '101' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 100",
    );
  });

  test('a token is valid only for its list', async () => {
    const { server, client } = await start();
    const { NextToken = '' } = await client.listRules({ Limit: 2, NamePrefix: 'a' });
    const calls = [
      client.listRules({ NextToken }),
      client.listRules({ NextToken, NamePrefix: 'a_' }),
      client.listConnections({ NextToken, NamePrefix: 'a' }),
      client.listApiDestinations({ NextToken, NamePrefix: 'a' }),
      client.listTargetsByRule({ NextToken, Rule: 'a' }),
      eventBridgeOf(server, BETA).listRules({ NextToken, NamePrefix: 'a' }),
      client.listRules({ NextToken: `${NextToken}A`, NamePrefix: 'a' }),
      client.listRules({ NextToken: 'x' }),
    ];
    for (const error of await Promise.all(calls.map(errorOf))) {
      expect(error.name).toBe('ValidationException');
      expect(error.message).toMatch(/^nextToken was not given for this request\./);
    }
  });
});
