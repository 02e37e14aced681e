import { expect, test } from 'vitest';
import { opportunity, refer, runAcceptTask } from '../support/data.ts';
import { ALPHA, AWS, BETA, clientOf, startServer } from '../support/server.ts';
import { convert, engagementAbout, readyOpportunity } from '../support/sharing.ts';

const Catalog = 'Sandbox';
const opportunityOwner = { email: 'ana@alpha.example', firstName: 'Ana', lastName: 'Lopez' };
const ANA = {
  Email: 'ana@alpha.example',
  FirstName: 'Ana',
  LastName: 'Lopez',
  BusinessTitle: 'OpportunityOwner',
};
const manager = { Email: 'kim@alpha.example', BusinessTitle: 'PartnerAccountManager' };

const start = async () => {
  const server = await startServer({ accounts: [{ id: ALPHA, companyName: 'Alpha', opportunityOwner }] });
  const client = clientOf(server, ALPHA);
  const team = async (Identifier = '', of = client) =>
    (await of.getOpportunity({ Catalog, Identifier })).OpportunityTeam;
  return { server, client, team };
};

test('the account’s owner is the first team member of opportunities that it creates (seen: GetOpportunity)', async () => {
  const { client, team } = await start();
  const alone = await client.createOpportunity(opportunity({ OpportunityTeam: undefined }));
  expect(await team(alone.Id)).toEqual([ANA]);
  const { Id } = await client.createOpportunity(opportunity({ OpportunityTeam: [manager] }));
  expect(await team(Id)).toEqual([ANA, manager]);
});

test('an OpportunityOwner in the request takes precedence', async () => {
  const { client, team } = await start();
  const named = { ...ANA, Email: 'paulo@alpha.example', FirstName: 'Paulo' };
  const { Id } = await client.createOpportunity(opportunity({ OpportunityTeam: [manager, named] }));
  expect(await team(Id)).toEqual([named, manager]);
});

test('accepted referrals and converted leads have the account’s owner too', async () => {
  const { server, client, team } = await start();
  const { opportunityId, invitationId } = await refer(client, { OpportunityTeam: [manager] });
  expect(await team(opportunityId, clientOf(server, AWS))).toEqual([manager]);
  await runAcceptTask(client, invitationId);
  expect(await team(opportunityId)).toEqual([ANA, manager]);
  const draft = await convert(client, await engagementAbout(client));
  expect(await team(draft.OpportunityId)).toEqual([ANA]);
});

test('an account without a configured owner gets its own generated owner on each of its opportunities', async () => {
  const { server, team } = await start();
  const beta = clientOf(server, BETA);
  const ids = [
    await readyOpportunity(beta, { OpportunityTeam: [] }),
    await readyOpportunity(beta, { OpportunityTeam: [] }),
  ];
  const [first, second] = [await team(ids[0], beta), await team(ids[1], beta)];
  expect(first).toEqual([expect.objectContaining({ BusinessTitle: 'OpportunityOwner' })]);
  expect(first?.[0]?.Email).toContain(BETA);
  expect(second).toEqual(first);
});

test('the operator sets the owner of opportunities created from then on', async () => {
  const { server, client, team } = await start();
  const before = await client.createOpportunity(opportunity({ OpportunityTeam: [] }));
  const put = await server.accounts.put({
    id: ALPHA,
    companyName: 'Alpha',
    opportunityOwner: { email: 'kim@alpha.example', firstName: 'Kim', lastName: 'Ito' },
  });
  expect(put.opportunityOwner).toEqual({ email: 'kim@alpha.example', firstName: 'Kim', lastName: 'Ito' });
  const after = await client.createOpportunity(opportunity({ OpportunityTeam: [] }));
  expect(await team(before.Id)).toEqual([ANA]);
  expect(await team(after.Id)).toEqual([
    { ...ANA, Email: 'kim@alpha.example', FirstName: 'Kim', LastName: 'Ito' },
  ]);
});
