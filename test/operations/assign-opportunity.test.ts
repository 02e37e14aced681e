import { expect, test } from 'vitest';
import { createOpportunity } from '../support/co-sell.ts';
import { ALPHA, BETA, clientOf, errorOf, faultsOf, startServer } from '../support/server.ts';
import { heard, newsOf, readyOpportunity } from '../support/sharing.ts';
import { getOpportunity } from '../support/update.ts';

const Catalog = 'Sandbox';
const person = (FirstName: string) => ({
  FirstName,
  LastName: 'Lopez',
  Email: `${FirstName.toLowerCase()}@example.com`,
  BusinessTitle: 'OpportunityOwner',
});
const Assignee = person('Ana');

const start = async () => {
  const server = await startServer();
  const client = clientOf(server, ALPHA);
  const assign = (Identifier: string, to = Assignee) =>
    client.assignOpportunity({ Catalog, Identifier, Assignee: to });
  const team = async (id: string) =>
    (await getOpportunity(client, id)).OpportunityTeam?.map(({ Email }) => Email);
  return { server, client, assign, team };
};

test('the assignee replaces only the team member with the same title', async () => {
  const { client, assign, team } = await start();
  const manager = { ...person('Kim'), BusinessTitle: 'PartnerAccountManager' };
  const id = await createOpportunity(client, { OpportunityTeam: [manager] });
  const before = await getOpportunity(client, id);
  const [owner] = before.OpportunityTeam ?? [];
  await assign(id);
  expect(await team(id)).toEqual(['ana@example.com', 'kim@example.com']);
  await assign(id, { ...person('Paulo'), BusinessTitle: 'PartnerAccountManager' });
  expect(await team(id)).toEqual(['ana@example.com', 'paulo@example.com']);
  const after = await getOpportunity(client, id);
  expect(after.OpportunityTeam?.[0]).toMatchObject(Assignee);
  expect(after.OpportunityTeam?.[0]).not.toEqual(owner);
  expect(after.LastModifiedDate!.getTime()).toBeGreaterThan(before.LastModifiedDate!.getTime());
});

test('an assignee with a new title joins the team', async () => {
  const { client, assign, team } = await start();
  const id = await createOpportunity(client, { OpportunityTeam: [] });
  const [owner] = (await team(id)) ?? [];
  await assign(id, { ...person('Kim'), BusinessTitle: 'PartnerAccountManager' });
  expect(await team(id)).toEqual([owner, 'kim@example.com']);
});

test('assignment sends an event to the owner', async () => {
  const { server, client, assign } = await start();
  const id = await createOpportunity(client);
  const news = newsOf(server);
  await news();
  await assign(id);
  expect(await news()).toEqual({ [ALPHA]: [heard.opportunityUpdated] });
});

test('an opportunity cannot be assigned while AWS reviews it', async () => {
  const { client, assign, team } = await start();
  const id = await readyOpportunity(client);
  await client.submitOpportunity({ Catalog, Identifier: id, InvolvementType: 'Co-Sell' });
  expect(faultsOf(await errorOf(assign(id)))).toEqual(['lifeCycle.reviewStatus: ACTION_NOT_PERMITTED']);
  expect(await team(id)).toEqual(['paulo@example.com']);
});

test('another account’s opportunity and one that does not exist are not found', async () => {
  const { server, client } = await start();
  const id = await createOpportunity(client);
  for (const Identifier of [id, 'O1']) {
    const call = clientOf(server, BETA).assignOpportunity({ Catalog, Identifier, Assignee });
    expect((await errorOf(call)).name).toBe('ResourceNotFoundException');
  }
});

test('an assignee without an email address is refused', async () => {
  const { client, assign } = await start();
  const id = await createOpportunity(client);
  const { Email, ...nameless } = Assignee;
  const error = await errorOf(assign(id, nameless as never));
  expect(error).toMatchObject({ name: 'ValidationException', Reason: 'REQUEST_VALIDATION_FAILED' });
  expect(faultsOf(error)).toEqual(['assignee.email: REQUIRED_FIELD_MISSING']);
});
