import type { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { expect, test } from 'vitest';
import { eventually } from '../support/engine.ts';
import { advance, freeze, operate } from '../support/operator.ts';
import { ALPHA, BETA, clientOf, errorOf, faultsOf, startServer, temporaryFolder } from '../support/server.ts';
import { invitationToAws, nameJobRole, newsOf, readyOpportunity, share } from '../support/sharing.ts';
import { change, getOpportunity } from '../support/update.ts';

const setPolicy = (server: { endpoint: string }, ...rules: object[]) =>
  operate<{ rules: object[] }>(server, 'PUT', 'review-policy', { rules });
const getPolicy = (server: { endpoint: string }) =>
  operate<{ rules: object[] }>(server, 'GET', 'review-policy');

const submit = async (client: PartnerCentralSelling): Promise<string> => {
  const id = await readyOpportunity(client);
  await client.submitOpportunity({
    Catalog: 'Sandbox',
    Identifier: id,
    InvolvementType: 'Co-Sell',
    Visibility: 'Full',
  });
  return id;
};
const statusOf = async (client: PartnerCentralSelling, id: string) =>
  (await getOpportunity(client, id)).LifeCycle?.ReviewStatus;
const becomes = (client: PartnerCentralSelling, id: string, status: string) =>
  eventually(async () => ((await statusOf(client, id)) === status ? true : undefined));

test('later submissions are approved after the given time, earlier ones are not', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  const early = await submit(alpha);
  expect(await getPolicy(server)).toEqual({ rules: [] });
  expect(await setPolicy(server, { decision: 'Approved', after: '5s' })).toEqual({
    rules: [{ decision: 'Approved', after: 5_000 }],
  });
  await freeze(server);
  const id = await submit(alpha);
  await advance(server, 4_999);
  expect(await statusOf(alpha, id)).toBe('Submitted');
  await advance(server, 1);
  await becomes(alpha, id, 'Approved');
  await advance(server, '30d');
  expect(await statusOf(alpha, early)).toBe('Submitted');
});

test('an approval by the policy is the acceptance of the invitation that the task sent', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  await nameJobRole(alpha);
  await setPolicy(server, { decision: 'Approved', after: 'PT1H' });
  const id = await readyOpportunity(alpha);
  const { EngagementId } = await share(alpha, id);
  const news = newsOf(server);
  await news();
  await advance(server, '1h');
  await becomes(alpha, id, 'Approved');
  expect(await news()).toMatchObject({
    [ALPHA]: [
      'Engagement Invitation Accepted',
      'Engagement Member Added',
      'Opportunity Updated',
      'Engagement Resource Snapshot Created',
    ],
  });
  const { EngagementMemberList = [] } = await alpha.listEngagementMembers({
    Catalog: 'Sandbox',
    Identifier: EngagementId,
  });
  expect(EngagementMemberList.map(({ AccountId }) => AccountId).sort()).toEqual([ALPHA, 'aws']);
});

test('the first rule that matches account and catalog decides', async () => {
  const server = await startServer();
  const [alpha, beta] = [clientOf(server, ALPHA), clientOf(server, BETA)];
  await setPolicy(
    server,
    { catalog: 'AWS', decision: 'Approved', after: 0 },
    { account: BETA, decision: 'Rejected', comments: 'No', after: 0 },
    { catalog: 'Sandbox', decision: 'Action Required', comments: 'Which city?', after: 0 },
  );
  const [ofAlpha, ofBeta] = [await submit(alpha), await submit(beta)];
  await becomes(alpha, ofAlpha, 'Action Required');
  await becomes(beta, ofBeta, 'Rejected');
  expect((await getOpportunity(alpha, ofAlpha)).LifeCycle?.ReviewComments).toBe('Which city?');
});

test('a resubmission is reviewed again, by the policy of that time', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  await setPolicy(server, { decision: 'Action Required', after: 0 });
  const id = await submit(alpha);
  await becomes(alpha, id, 'Action Required');
  await setPolicy(server, { decision: 'Approved', after: 0 });
  await change(alpha, id, () => ({ PartnerOpportunityIdentifier: 'crm-2' }));
  await becomes(alpha, id, 'Approved');
});

test('an earlier decision of the operator stands, and the policy does not decide again', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  await setPolicy(server, { decision: 'Approved', after: '1d' });
  const id = await submit(alpha);
  const review = { account: ALPHA, catalog: 'Sandbox', id };
  await operate(server, 'POST', 'reviews', { ...review, decision: 'Action Required' });
  await setPolicy(server);
  await change(alpha, id, () => ({ PartnerOpportunityIdentifier: 'crm-2' }));
  const other = await submit(alpha);
  await setPolicy(server, { decision: 'Approved', after: '1d' });
  const marker = await submit(alpha);
  await advance(server, '1d');
  await becomes(alpha, marker, 'Approved');
  expect(await statusOf(alpha, id)).toBe('Submitted');
  expect(await statusOf(alpha, other)).toBe('Submitted');
});

test('a resubmission is reviewed at its own time, not at that of the first submission', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  await freeze(server);
  await setPolicy(server, { decision: 'Approved', after: '2d' });
  const [id, marker] = [await submit(alpha), await submit(alpha)];
  await advance(server, '1d');
  const review = { account: ALPHA, catalog: 'Sandbox', id, decision: 'Action Required' };
  await operate(server, 'POST', 'reviews', review);
  await change(alpha, id, () => ({ PartnerOpportunityIdentifier: 'crm-2' }));
  await advance(server, '1d');
  // The marker's job was enqueued after the first one of `id`, so both have run.
  await becomes(alpha, marker, 'Approved');
  expect(await statusOf(alpha, id)).toBe('Submitted');
  await advance(server, '1d');
  await becomes(alpha, id, 'Approved');
});

test('an approval by acceptance of AWS’s invitation is not rejected by the policy later', async () => {
  const server = await startServer();
  const [alpha, aws] = [clientOf(server, ALPHA), clientOf(server, 'aws')];
  await freeze(server);
  await setPolicy(server, { decision: 'Rejected', after: '1d' });
  const id = await readyOpportunity(alpha);
  await share(alpha, id);
  await aws.acceptEngagementInvitation({ Catalog: 'Sandbox', Identifier: await invitationToAws(aws) });
  expect(await statusOf(alpha, id)).toBe('Approved');
  const marker = await submit(alpha);
  await advance(server, '1d');
  await becomes(alpha, marker, 'Rejected');
  expect(await statusOf(alpha, id)).toBe('Approved');
});

test('the policy and planned reviews survive a restart', async () => {
  const data = await temporaryFolder();
  const first = await startServer({ data });
  await setPolicy(first, { decision: 'Approved', after: '2d' });
  const id = await submit(clientOf(first, ALPHA));
  await first.close();
  const second = await startServer({ data });
  expect(await getPolicy(second)).toEqual({ rules: [{ decision: 'Approved', after: 172_800_000 }] });
  await advance(second, '2d');
  await becomes(clientOf(second, ALPHA), id, 'Approved');
});

test('an exported state includes planned reviews, and an import their jobs', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  await setPolicy(server, { decision: 'Approved', after: '2d' });
  const id = await submit(alpha);
  const state = await operate<object>(server, 'GET', 'state');
  const target = await startServer();
  await operate(target, 'PUT', 'state', state);
  await advance(target, '2d');
  await becomes(clientOf(target, ALPHA), id, 'Approved');
});

test('an invalid rule is refused', async () => {
  const server = await startServer();
  const refused = async (...rules: object[]) => faultsOf(await errorOf(setPolicy(server, ...rules)));
  expect(await refused({ decision: 'Approved', after: 'soon' })).toEqual(['rules[0].after: INVALID_VALUE']);
  expect(await refused({ decision: 'Approved', after: '99999d' })).toEqual(['rules[0].after: INVALID_VALUE']);
  expect(await refused({ decision: 'Perhaps', account: 'me' })).toHaveLength(3);
  expect(await getPolicy(server)).toEqual({ rules: [] });
});
