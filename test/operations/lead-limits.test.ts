import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { ALPHA, AWS, BETA, clientOf, errorOf, startServer } from '../support/server.ts';

const Catalog = 'Sandbox';

/** A lead with only the members that the API reference requires. */
const barest = {
  Customer: { CompanyName: 'Example Corp' },
  Interactions: [
    { Contact: { BusinessTitle: 'CTO', Email: 'none given', FirstName: 'Ann', LastName: 'Lee' } },
  ],
};

const start = async (sender = ALPHA) => {
  const server = await startServer();
  const client = clientOf(server, sender);
  const create = (lead: object) =>
    client.createEngagement({
      Catalog,
      ClientToken: randomUUID(),
      Title: 'A lead',
      Description: 'Found at a fair',
      Contexts: [{ Type: 'Lead', Payload: { Lead: lead as never } }],
    });
  const invite = async (LeadInvitation: object) => {
    const { Id } = await create(barest);
    return client.createEngagementInvitation({
      Catalog,
      ClientToken: randomUUID(),
      EngagementIdentifier: Id,
      Invitation: {
        Message: 'Join us',
        Receiver: { Account: { AwsAccountId: BETA } },
        Payload: { LeadInvitation: LeadInvitation as never },
      },
    });
  };
  return { server, client, create, invite };
};

/** Returns `member: CODE` of each fault, without the member's path. */
const faultsOf = async (call: Promise<unknown>) => {
  const error = await errorOf(call);
  expect(error).toMatchObject({ name: 'ValidationException', Reason: 'REQUEST_VALIDATION_FAILED' });
  const list = (error as { ErrorList?: { FieldName: string; Code: string }[] }).ErrorList ?? [];
  return list.map(({ FieldName, Code }) => `${FieldName.split('.').at(-1)}: ${Code}`).sort();
};

// API reference, LeadCustomer and LeadInteraction: only CompanyName and Contact are required.
test('a lead needs only its customer’s name and a contact, and is returned as given', async () => {
  const { client, create } = await start();
  const { Id } = await create(barest);
  const { Contexts } = await client.getEngagement({ Catalog, Identifier: Id });
  expect(Contexts?.[0]?.Payload?.Lead).toMatchObject(barest);
});

test('a lead without name, contact or interactions is refused with all faults at once', async () => {
  const { create } = await start();
  expect(await faultsOf(create({ Customer: {}, Interactions: [{}] }))).toEqual([
    'companyName: REQUIRED_FIELD_MISSING',
    'contact: REQUIRED_FIELD_MISSING',
  ]);
  expect(await faultsOf(create({ ...barest, Interactions: [] }))).toEqual([
    'interactions: NOT_ENOUGH_VALUES',
  ]);
});

// API reference, LeadInvitationCustomer and LeadInvitationInteraction: only CompanyName and ContactBusinessTitle.
test('an invitation to a lead needs the customer’s name and the contact’s title', async () => {
  const { server, invite } = await start(AWS);
  const { Id } = await invite({
    Customer: { CompanyName: 'Example Corp' },
    Interaction: { ContactBusinessTitle: '' },
  });
  const { Payload } = await clientOf(server, BETA).getEngagementInvitation({ Catalog, Identifier: Id });
  expect(Payload?.LeadInvitation?.Customer?.CompanyName).toBe('Example Corp');
  expect(await faultsOf(invite({ Customer: {}, Interaction: {} }))).toEqual([
    'companyName: REQUIRED_FIELD_MISSING',
    'contactBusinessTitle: REQUIRED_FIELD_MISSING',
  ]);
});

const free = (length: number) => '\u{1f6d2}'.repeat(length);
const customer = (length: number) => ({
  CompanyName: 'Example Corp',
  Industry: free(length),
  WebsiteUrl: free(length),
  AwsMaturity: free(length),
  MarketSegment: free(length),
});
const source = (length: number) => ({
  SourceType: free(length),
  SourceId: free(length),
  SourceName: free(length),
  Usecase: free(length),
});

// API reference, the pages of the lead types: 255 characters, 2,000 of a business problem, 10 of a country code.
test('details of a lead are free text up to their maximum length', async () => {
  const { create, invite } = await start();
  const lead = (length: number, problem: number) => ({
    Customer: customer(length),
    Interactions: [
      {
        ...source(length),
        CustomerAction: free(length),
        BusinessProblem: free(problem),
        Contact: {
          BusinessTitle: free(length),
          Email: free(length || 1),
          Phone: free(length),
          FirstName: 'Ann',
          LastName: 'Lee',
        },
      },
    ],
  });
  await create(lead(255, 2_000));
  await create(lead(0, 0));
  expect(await faultsOf(create(lead(256, 2_001)))).toEqual([
    'awsMaturity: INVALID_STRING_FORMAT',
    'businessProblem: INVALID_STRING_FORMAT',
    'businessTitle: INVALID_STRING_FORMAT',
    'customerAction: INVALID_STRING_FORMAT',
    'email: INVALID_STRING_FORMAT',
    'industry: INVALID_STRING_FORMAT',
    'marketSegment: INVALID_STRING_FORMAT',
    'phone: INVALID_STRING_FORMAT',
    'sourceId: INVALID_STRING_FORMAT',
    'sourceName: INVALID_STRING_FORMAT',
    'sourceType: INVALID_STRING_FORMAT',
    'usecase: INVALID_STRING_FORMAT',
    'websiteUrl: INVALID_STRING_FORMAT',
  ]);
  const invitation = (length: number, country: number) => ({
    Customer: { ...customer(length), CountryCode: free(country) },
    Interaction: { ...source(length), ContactBusinessTitle: 'CTO' },
  });
  await invite(invitation(255, 10));
  expect(await faultsOf(invite(invitation(255, 11)))).toEqual(['countryCode: INVALID_STRING_FORMAT']);
});
