import { expect, test } from 'vitest';
import { movableClock } from '../support/clock.ts';
import { engagement, leadInvitation } from '../support/data.ts';
import { ALPHA, AWS, BETA, clientOf, errorOf, faultsOf, startServer } from '../support/server.ts';
import { arnOf } from '../support/world.ts';

const Catalog = 'Sandbox';
const customer = {
  Industry: 'Retail',
  CompanyName: 'Example',
  WebsiteUrl: 'https://example.com',
  CountryCode: 'US',
} as const;
const projectContext = {
  Type: 'CustomerProject',
  Payload: { CustomerProject: { Customer: customer } },
} as const;
const leadContext = {
  Type: 'Lead',
  Payload: {
    Lead: {
      Customer: { CompanyName: 'Example', Address: { CountryCode: 'US' } },
      Interactions: [
        {
          SourceType: 'Event',
          SourceId: '1',
          SourceName: 're:Invent',
          CustomerAction: 'Asked',
          Contact: { BusinessTitle: 'CTO', Email: 'ann@example.com', FirstName: 'Ann', LastName: 'Lee' },
        },
      ],
    },
  },
} as const;

test('an engagement is stored as given, with numbered contexts and its creator as first member', async () => {
  const client = clientOf(
    await startServer({
      accounts: [{ id: ALPHA, companyName: 'Alpha', websiteUrl: 'https://alpha.example' }],
    }),
    ALPHA,
  );
  const {
    Id = '',
    Arn,
    ModifiedAt,
  } = await client.createEngagement({ ...engagement(), Contexts: [leadContext, projectContext] as never });
  expect(Arn).toBe(arnOf.engagement(Id));
  for (const Identifier of [Id, arnOf.engagement(Id)]) {
    expect(await client.getEngagement({ Catalog, Identifier })).toMatchObject({
      Id,
      Arn,
      Title: 'Joint work',
      Description: 'What we do together',
      CreatedAt: ModifiedAt,
      CreatedBy: ALPHA,
      MemberCount: 1,
      ModifiedAt,
      ModifiedBy: ALPHA,
      Contexts: [
        { ...leadContext, Id: '1' },
        { ...projectContext, Id: '2' },
      ],
    });
    const { EngagementMemberList } = await client.listEngagementMembers({ Catalog, Identifier });
    expect(EngagementMemberList).toEqual([
      { AccountId: ALPHA, CompanyName: 'Alpha', WebsiteUrl: 'https://alpha.example' },
    ]);
  }
});

test('a context needs a payload of its type', async () => {
  const client = clientOf(await startServer(), ALPHA);
  const Contexts = [{ ...projectContext, Payload: leadContext.Payload }, projectContext, { Type: 'Lead' }];
  const error = await errorOf(client.createEngagement({ ...engagement(), Contexts: Contexts as never }));
  expect(error).toMatchObject({ name: 'ValidationException', Reason: 'BUSINESS_VALIDATION_FAILED' });
  expect(faultsOf(error)).toEqual([
    'contexts.payload: INVALID_VALUE',
    'contexts.payload: REQUIRED_FIELD_MISSING',
  ]);
});

test('members are listed in the order in which they joined', async () => {
  const clock = movableClock();
  const server = await startServer({ clock });
  const alpha = clientOf(server, ALPHA);
  const { Id = '' } = await alpha.createEngagement(engagement());
  clock.advance(1000);
  for (const account of ['999999999999', BETA, AWS]) {
    const invitation = await alpha.createEngagementInvitation(leadInvitation(Id, account));
    await clientOf(server, account).acceptEngagementInvitation({ Catalog, Identifier: invitation.Id });
    clock.advance(1000);
  }
  const { EngagementMemberList } = await clientOf(server, BETA).listEngagementMembers({
    Catalog,
    Identifier: Id,
  });
  expect(EngagementMemberList?.map(({ AccountId }) => AccountId)).toEqual([ALPHA, '999999999999', BETA, AWS]);
  expect(await alpha.getEngagement({ Catalog, Identifier: Id })).toMatchObject({ MemberCount: 4 });
});

test('engagements are listed by every filter', async () => {
  const server = await startServer();
  const [alpha, beta, aws] = [ALPHA, BETA, AWS].map((account) => clientOf(server, account)) as [
    ReturnType<typeof clientOf>,
    ReturnType<typeof clientOf>,
    ReturnType<typeof clientOf>,
  ];
  const join = async (owner: typeof alpha, title: string, Contexts?: unknown[]) => {
    const { Id = '' } = await owner.createEngagement({ ...engagement(title), Contexts: Contexts as never });
    if (owner === alpha) return Id;
    const invitation = await owner.createEngagementInvitation(leadInvitation(Id, ALPHA));
    await alpha.acceptEngagementInvitation({ Catalog, Identifier: invitation.Id });
    return Id;
  };
  const plain = await join(alpha, 'plain');
  const lead = await join(beta, 'lead', [leadContext]);
  await join(aws, 'both', [leadContext, projectContext]);

  const titles = async (filter: object) => {
    const { EngagementSummaryList = [] } = await alpha.listEngagements({ Catalog, ...filter });
    return EngagementSummaryList.map(({ Title }) => Title).sort();
  };
  expect(await titles({})).toEqual(['both', 'lead', 'plain']);
  expect(await titles({ CreatedBy: [ALPHA, 'AWS'] })).toEqual(['both', 'plain']);
  expect(await titles({ ExcludeCreatedBy: [ALPHA, 'aws'] })).toEqual(['lead']);
  expect(await titles({ ContextTypes: ['Lead'] })).toEqual(['both', 'lead']);
  expect(await titles({ ContextTypes: ['Lead', 'CustomerProject'] })).toEqual(['both', 'lead']);
  expect(await titles({ ExcludeContextTypes: ['CustomerProject'] })).toEqual(['lead', 'plain']);
  expect(await titles({ ContextTypes: [], ExcludeContextTypes: [] })).toEqual(['both', 'lead', 'plain']);
  expect(await titles({ EngagementIdentifier: [plain, arnOf.engagement(lead)] })).toEqual(['lead', 'plain']);
  expect(await titles({ EngagementIdentifier: [lead], CreatedBy: [ALPHA] })).toEqual([]);
});
