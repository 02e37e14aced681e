import type { Client } from '@modelcontextprotocol/client';
import { expect, it } from 'vitest';
import { opportunity } from '../support/data.ts';
import { bearer, connectHttp, connectStdio, type Era } from '../support/mcp.ts';
import { ALPHA, BETA, clientOf, startServer } from '../support/server.ts';

const Catalog = 'Sandbox';

/** The URIs that a client is told of, each once. */
const toldTo = (client: Client): Set<string> => {
  const told = new Set<string>();
  client.setNotificationHandler('notifications/resources/updated', ({ params }) => void told.add(params.uri));
  return told;
};

/**
 * What the newer generation listens to begins shortly after it is acknowledged, and may begin between the message of a call and that of
 * its event: changes again until the client is told of all.
 */
const untilTold = (told: Set<string>, uris: readonly string[], change: () => Promise<unknown>) =>
  expect
    .poll(
      async () => {
        if (!uris.every((uri) => told.has(uri))) await change();
        return [...told];
      },
      { timeout: 60_000 },
    )
    .toEqual(expect.arrayContaining([...uris]));

const subscribe = (client: Client, era: Era, uris: string[]): Promise<unknown> =>
  era === 'auto'
    ? client.listen({ resourceSubscriptions: uris })
    : Promise.all(uris.map((uri) => client.subscribeResource({ uri })));

it.each<[string, Era]>([
  ['stdio', 'legacy'],
  ['stdio', 'auto'],
  ['http', 'auto'],
])(
  'over %s a client of the generation "%s" is told when what it subscribed to changes',
  async (over, era) => {
    const server = await startServer();
    const client =
      over === 'http'
        ? await connectHttp(server, { era })
        : await connectStdio(['--endpoint', server.endpoint], { era });
    const alpha = clientOf(server, ALPHA);
    const own = (await alpha.createOpportunity(opportunity())).Id ?? '';
    const other = (await alpha.createOpportunity(opportunity())).Id ?? '';
    const uriOf = (id: string): string => `cosell://${ALPHA}/${Catalog}/opportunities/${id}`;
    const told = toldTo(client);
    const lists = [`cosell://${ALPHA}/events`, `cosell://${ALPHA}/requests`];
    await subscribe(client, era, [uriOf(own), ...lists]);
    const touch = (Identifier: string) =>
      alpha.assignOpportunity({
        Catalog,
        Identifier,
        Assignee: {
          Email: 'dana@example.com',
          FirstName: 'Dana',
          LastName: 'Reyes',
          BusinessTitle: 'Seller',
        },
      });
    await touch(other);
    await untilTold(told, [uriOf(own), ...lists], () => touch(own));
    expect(told).not.toContain(uriOf(other));
  },
);

it('tells of an invitation, its task and the opportunity that it makes', async () => {
  const server = await startServer();
  const client = await connectHttp(server, { era: 'auto' });
  const { invitationId } = await server.refer({ account: ALPHA, catalog: Catalog });
  const told = toldTo(client);
  const invitation = `cosell://${ALPHA}/${Catalog}/invitations/${invitationId}`;
  const events = `cosell://${ALPHA}/events`;
  await client.listen({ resourceSubscriptions: [invitation, events] });
  await untilTold(told, [events], () => server.refer({ account: ALPHA, catalog: Catalog }));
  await clientOf(server, ALPHA).startEngagementByAcceptingInvitationTask({
    ...{ Catalog, ClientToken: 'x', Identifier: invitationId },
  });
  await expect.poll(() => [...told], { timeout: 60_000 }).toContain(invitation);
});

it('follows the server by the token of the client, and only while it listens', async () => {
  const server = await startServer({ operatorToken: 'admin' });
  const { token } = await server.tokens.create({ name: 'agent', scope: 'read' });
  const client = await connectHttp(server, { era: 'auto', headers: bearer(token) });
  const streams = async () => {
    const answer = await fetch(`${server.endpoint}/_cosell/metrics`, { headers: bearer('admin') });
    return /^cosell_live_streams (\d+)$/m.exec(await answer.text())?.[1];
  };
  expect(await streams()).toBe('0');
  const told = toldTo(client);
  const events = `cosell://${BETA}/events`;
  const listening = await client.listen({ resourceSubscriptions: [events] });
  await untilTold(told, [events], () => clientOf(server, BETA).createOpportunity(opportunity()));
  // Readings are a few seconds old.
  await expect.poll(streams, { timeout: 60_000 }).toBe('1');
  await listening.close();
  await expect.poll(streams, { timeout: 60_000 }).toBe('0');
});

it('does not offer over HTTP what the older generation cannot be told there', async () => {
  const client = await connectHttp(await startServer(), { era: 'legacy' });
  expect(client.getServerCapabilities()?.resources).toEqual({});
  await expect(client.subscribeResource({ uri: `cosell://${ALPHA}/events` })).rejects.toThrow();
});
