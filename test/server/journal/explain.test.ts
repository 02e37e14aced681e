import { expect, test } from 'vitest';
import type { Cosell } from '../../../src/index.ts';
import { opportunity as newOpportunity } from '../../support/data.ts';
import { operate } from '../../support/operator.ts';
import { callRaw } from '../../support/raw.ts';
import { ALPHA, BETA, clientOf, errorOf, startServer } from '../../support/server.ts';
import { startStrictServer, userWith } from '../../support/strict.ts';

/** The explanation of the newest call. */
const explained = async (server: Cosell) => {
  const [newest] = (await server.requests.list({ limit: 1 })).requests;
  const { explanation } = await server.requests.get({ id: newest?.id ?? '' });
  if (!explanation) throw new Error('The newest call has no explanation.');
  return explanation;
};

test('each fault says what it means, where its rule comes from, and what would have been accepted', async () => {
  const server = await startServer();
  const given = newOpportunity();
  await callRaw(server, ALPHA, 'CreateOpportunity', {
    ...given,

    Customer: {
      Account: { CompanyName: 'x'.repeat(121), Industry: 'Agricultur', WebsiteUrl: 'www.example.com' },
    },
    LifeCycle: { ...given.LifeCycle, Stage: 'Qualifed' },
  });
  const { means, source, faults } = await explained(server);
  expect(means).toContain('Every fault is listed');
  expect(source).toContain('AWS API reference');
  const by = (code: string, field: string) =>
    faults.find((fault) => fault.code === code && fault.fieldName === field);
  expect(by('INVALID_ENUM_VALUE', 'customer.account.industry')).toMatchObject({
    means: 'It is none of the values that are allowed.',
    source: 'AWS API reference: Account, Industry',
    needed: expect.stringContaining('Probably "Agriculture" instead of "Agricultur".'),
  });
  expect(by('INVALID_ENUM_VALUE', 'lifeCycle.stage')?.needed).toMatch(
    /^Probably "Qualified" instead of "Qualifed"\. One of Business Validation, /,
  );
  expect(by('INVALID_STRING_FORMAT', 'customer.account.companyName')?.needed).toBe(
    'From 0 to 120 characters; the request has 121.',
  );
});

test('a business rule has the source of the rule', async () => {
  const server = await startServer();
  await callRaw(server, ALPHA, 'CreateOpportunity', {
    ...newOpportunity(),

    NationalSecurity: 'Yes',
  });
  expect((await explained(server)).faults).toMatchObject([
    { fieldName: 'nationalSecurity', source: 'AWS API reference: CreateOpportunity, NationalSecurity' },
  ]);
});

test('a misspelled member is named, because the operation ignores it and misses the right one', async () => {
  const server = await startServer();
  await callRaw(server, ALPHA, 'GetOpportunity', { Catalog: 'AWS', Identifer: 'O1' });
  expect((await explained(server)).needed).toEqual([
    'GetOpportunity has no member Identifer, and ignores it; probably Identifier is meant.',
  ]);
});

test('an id of the other catalog or a similar id of this account is named, and nothing of another account', async () => {
  const server = await startServer();
  const { Id = '' } = await clientOf(server, ALPHA).createOpportunity({ ...newOpportunity() });
  const misspelled = `${Id.slice(0, -1)}${(Number(Id.at(-1)) + 1) % 10}`;
  const ask = async (account: string, Catalog: 'AWS' | 'Sandbox', Identifier: string) => {
    await errorOf(clientOf(server, account).getOpportunity({ Catalog, Identifier }));
    return (await explained(server)).needed;
  };
  expect(await ask(ALPHA, 'AWS', Id)).toEqual([
    `The opportunity ${Id} is in the catalog Sandbox; the request asks for AWS.`,
  ]);
  expect(await ask(ALPHA, 'Sandbox', misspelled)).toEqual([
    `This account has the opportunity ${Id}, which resembles ${misspelled}.`,
  ]);
  const others = ['This account sees no opportunity at all in Sandbox.'];
  expect(await ask(BETA, 'Sandbox', Id)).toEqual(others);
  expect(await ask(BETA, 'Sandbox', misspelled)).toEqual(others);
});

test('a conflict names the LastModifiedDate of now', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  const opportunity = newOpportunity();
  const { Id, LastModifiedDate } = await alpha.createOpportunity({ ...opportunity });
  const old = new Date(0);
  await errorOf(alpha.updateOpportunity({ ...opportunity, Identifier: Id, LastModifiedDate: old }));
  const [need] = (await explained(server)).needed;
  expect(need).toContain(`LastModifiedDate ${LastModifiedDate?.toISOString()}`);
  expect(need).toContain('1970-01-01');
});

test('a conflict of an invitation names the state that it is in', async () => {
  const server = await startServer();
  const { invitationId } = await operate<{ invitationId: string }>(server, 'POST', 'referrals', {
    account: ALPHA,
    catalog: 'Sandbox',
  });
  const alpha = clientOf(server, ALPHA);
  const Identifier = invitationId;
  await alpha.rejectEngagementInvitation({ Catalog: 'Sandbox', Identifier, RejectionReason: 'Other' });
  await errorOf(
    alpha.rejectEngagementInvitation({ Catalog: 'Sandbox', Identifier, RejectionReason: 'Other' }),
  );
  expect((await explained(server)).needed).toEqual([
    `The invitation ${Identifier} is REJECTED; only a PENDING one can be answered.`,
  ]);
});

test('a used client token is said to be one', async () => {
  const server = await startServer();
  const alpha = clientOf(server, ALPHA);
  const given = newOpportunity();
  await alpha.createOpportunity(given);
  await errorOf(alpha.createOpportunity({ ...given, PartnerOpportunityIdentifier: 'crm-2' }));
  expect((await explained(server)).needed).toEqual([expect.stringContaining('A new ClientToken')]);
});

test('an operation that does not exist has the name that is nearest', async () => {
  const server = await startServer();
  const post = async (target: string, body = '{}') => {
    await fetch(server.endpoint, { method: 'POST', headers: { 'x-amz-target': target }, body });
    return (await explained(server)).needed;
  };
  expect(await post('AWSPartnerCentralSelling.GetOportunity')).toEqual([
    expect.stringMatching(/^X-Amz-Target: AWSPartnerCentralSelling\.GetOpportunity;/),
  ]);
  expect(await post('PartnerCentralSelling.GetOpportunity')).toEqual([
    expect.stringMatching(/^X-Amz-Target: AWSPartnerCentralSelling\.GetOpportunity;/),
  ]);
  expect(await post('AWSEvents.PutRules')).toEqual([
    expect.stringMatching(/^X-Amz-Target: AWSEvents\.PutRule;/),
  ]);
  expect(await post('AWSPartnerCentralSelling.GetOpportunity', '{\n "Catalog" "AWS"}')).toEqual([
    expect.stringContaining('line 2, column 12'),
  ]);
});

test('a denied call names the statement to add, or the deny', async () => {
  const server = await startStrictServer({
    users: [
      userWith(ALPHA, 'reader', { Action: 'partnercentral:ListOpportunities' }),
      userWith(ALPHA, 'denied', { Effect: 'Deny', Action: 'partnercentral:*' }),
    ],
  });
  await errorOf(clientOf(server, 'reader').getOpportunity({ Catalog: 'AWS', Identifier: 'O1' }));
  const [statement] = (await explained(server)).needed;
  expect(statement).toContain('arn:aws:iam::111111111111:user/reader');
  expect(statement).toMatch(
    /\{"Effect":"Allow","Action":"partnercentral:GetOpportunity","Resource":"arn:aws:.*O1"\}$/,
  );
  await errorOf(clientOf(server, 'denied').getOpportunity({ Catalog: 'AWS', Identifier: 'O1' }));
  expect((await explained(server)).needed).toEqual([expect.stringContaining('"Effect": "Deny"')]);
});

test('a call that succeeded needs no explanation', async () => {
  const server = await startServer();
  await callRaw(server, ALPHA, 'ListOpportunities', { Catalog: 'AWS' });
  const [newest] = (await server.requests.list()).requests;
  expect((await server.requests.get({ id: newest?.id ?? '' })).explanation).toBeUndefined();
});
