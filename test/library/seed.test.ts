import { expect, it } from 'vitest';
import { opportunity } from '../support/data.ts';
import { ALPHA, BETA, clientOf, startServer, temporaryFolder } from '../support/server.ts';

const actions = [
  { action: 'accounts.put', with: { id: ALPHA, companyName: 'Alpha' } },
  { action: 'refer', with: { account: ALPHA, catalog: 'Sandbox' } },
];
const Catalog = 'Sandbox';

const invitationsOf = async (server: { endpoint: string }) => {
  const { EngagementInvitationSummaries = [] } = await clientOf(server, ALPHA).listEngagementInvitations({
    Catalog,
    ParticipantType: 'RECEIVER',
  });
  return EngagementInvitationSummaries;
};

it('performs the actions of a seed once, in order', async () => {
  const data = await temporaryFolder();
  for (let start = 0; start < 2; start++) {
    const server = await startServer({ data, seed: actions });
    expect((await server.accounts.list()).accounts).toMatchObject([{ id: ALPHA, companyName: 'Alpha' }]);
    expect(await invitationsOf(server)).toHaveLength(1);
    await server.accounts.put({ id: ALPHA, companyName: 'Alpha' });
    await server.close();
  }
});

it('starts with an exported state, and does not change a store that is not empty', async () => {
  const source = await startServer();
  const { Id } = await clientOf(source, ALPHA).createOpportunity(opportunity());
  const seed = await source.state.export();
  const data = await temporaryFolder();
  for (let start = 0; start < 2; start++) {
    const server = await startServer({ data, seed });
    const { OpportunitySummaries = [] } = await clientOf(server, ALPHA).listOpportunities({ Catalog });
    expect(OpportunitySummaries.map((summary) => summary.Id)).toContain(Id);
    expect(OpportunitySummaries).toHaveLength(start + 1);
    await clientOf(server, ALPHA).createOpportunity(opportunity());
    await server.close();
  }
  const other = await temporaryFolder();
  const used = await startServer({ data: other });
  await clientOf(used, ALPHA).createOpportunity(opportunity());
  await used.close();
  const later = await startServer({ data: other, seed });
  const { OpportunitySummaries = [] } = await clientOf(later, ALPHA).listOpportunities({ Catalog });
  expect(OpportunitySummaries.map((summary) => summary.Id)).not.toContain(Id);
});

it('reports the faults of a seed, and goes on with the mended action', async () => {
  const data = await temporaryFolder();
  const wrong = [...actions, { action: 'accounts.put', with: { id: 'x' } }];
  await expect(startServer({ data, seed: wrong })).rejects.toThrow(
    /seed cannot be planted, because of \[2\] \(accounts\.put\): .*companyName is required\./,
  );
  const mended = [...actions, { action: 'accounts.put', with: { id: BETA, companyName: 'Beta' } }];
  const server = await startServer({ data, seed: mended });
  expect((await server.accounts.list()).accounts).toMatchObject([{ id: ALPHA }, { id: BETA }]);
  expect(await invitationsOf(server)).toHaveLength(1);
});

it('is planted once: neither after a reset nor after an import', async () => {
  const data = await temporaryFolder();
  const first = await startServer({ data, seed: actions });
  const state = await first.state.export();
  await first.reset();
  await first.close();
  const second = await startServer({ data, seed: actions });
  expect(await invitationsOf(second)).toHaveLength(0);
  await second.state.import(state);
  await second.close();
  expect(await invitationsOf(await startServer({ data, seed: actions }))).toHaveLength(1);
});

it('reports the faults of the whole seed', async () => {
  await expect(startServer({ seed: [{ action: 'accounts.burn' }] })).rejects.toThrow(
    /no action accounts\.burn/,
  );
  await expect(startServer({ seed: { format: 9, schema: [], tables: {} } })).rejects.toThrow(
    /because of the state: format has to be 1/,
  );
});
