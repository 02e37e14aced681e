import { expect, test } from 'vitest';
import { dayAhead, leadInvitation } from '../support/data.ts';
import { ALPHA, AWS, BETA, clientOf, startServer } from '../support/server.ts';
import {
  associateSolution,
  convert,
  engagementAbout,
  heard,
  invitationToAws,
  nameJobRole,
  newsOf,
  share,
} from '../support/sharing.ts';
import { change, getOpportunity } from '../support/update.ts';

/** AWS docs: working-with-leads. */

const Catalog = 'Sandbox';
const start = async () => {
  const server = await startServer();
  const [alpha, beta, aws] = [clientOf(server, ALPHA), clientOf(server, BETA), clientOf(server, AWS)];
  await nameJobRole(alpha, beta);
  return { alpha, beta, aws, news: newsOf(server) };
};

test('a lead becomes an opportunity, which is submitted in the engagement of the lead', async () => {
  const { alpha, aws, news } = await start();
  const engagement = await engagementAbout(alpha);
  expect(await news()).toEqual({ [ALPHA]: [heard.engagementCreated] });

  // "Convert the lead": an opportunity is drafted from it.
  const task = await convert(alpha, engagement);
  const id = task.OpportunityId ?? '';
  expect(task).toMatchObject({
    TaskStatus: 'COMPLETE',
    EngagementId: engagement,
    ContextId: '2',
    OpportunityId: expect.stringMatching(/^O[0-9]{1,19}$/),
    ResourceSnapshotJobId: expect.stringMatching(/^job-[0-9a-z]{13}$/),
  });
  expect(await news()).toEqual({
    [ALPHA]: [
      heard.opportunityCreated,
      heard.engagementUpdated,
      heard.opportunityUpdated,
      heard.snapshotCreated,
    ],
  });
  const draft = await getOpportunity(alpha, id);
  expect(draft).toMatchObject({
    LifeCycle: { ReviewStatus: 'Pending Submission', Stage: 'Prospect' },
    Customer: {
      Account: {
        CompanyName: 'Example Corp',
        Industry: 'Retail',
        WebsiteUrl: 'https://www.example.com',
        Address: { CountryCode: 'US' },
      },
      Contacts: [],
    },
    Project: {
      Title: 'Converted from Lead',
      CustomerBusinessProblem: 'The shop is too slow at the end of the year.',
    },
  });
  const { Contexts } = await alpha.getEngagement({ Catalog, Identifier: engagement });
  expect(Contexts?.map(({ Id, Type }) => `${Id} ${Type}`)).toEqual(['1 Lead', '2 CustomerProject']);
  expect(Contexts?.[1]?.Payload).toEqual({
    CustomerProject: {
      Customer: {
        CompanyName: 'Example Corp',
        Industry: 'Retail',
        WebsiteUrl: 'https://www.example.com',
        CountryCode: 'US',
      },
      Project: {
        Title: 'Converted from Lead',
        BusinessProblem: 'The shop is too slow at the end of the year.',
        TargetCompletionDate: draft.LifeCycle?.TargetCloseDate,
      },
    },
  });

  // "Complete the opportunity": adds what the lead lacks.
  await change(alpha, id, ({ Customer, Project, LifeCycle }) => ({
    Customer: {
      ...Customer,
      Account: {
        ...Customer?.Account,
        CompanyName: 'Example Corp',
        Address: { CountryCode: 'US', StateOrRegion: 'Washington', PostalCode: '98101' },
      },
    },
    OpportunityType: 'Net New Business',
    NationalSecurity: 'No',
    Marketing: { Source: 'None' },
    PrimaryNeedsFromAws: ['Co-Sell - Deal Support'],
    LifeCycle: { ...LifeCycle, TargetCloseDate: dayAhead() },
    Project: {
      ...Project,
      CustomerUseCase: 'Migration / Database Migration',
      DeliveryModels: ['SaaS or PaaS'],
      SalesActivities: ['Initialized discussions with customer'],
      ExpectedCustomerSpend: [
        { Amount: '1000.00', CurrencyCode: 'USD', Frequency: 'Monthly', TargetCompany: 'AWS' },
      ],
    },
  }));
  await associateSolution(alpha, id);
  expect(await news()).toEqual({
    [ALPHA]: [
      heard.opportunityUpdated,
      heard.snapshotCreated,
      heard.opportunityUpdated,
      heard.snapshotCreated,
    ],
  });

  // "Submit the opportunity": no second engagement, no second snapshot job.
  const submission = await share(alpha, id);
  expect(submission).toMatchObject({
    TaskStatus: 'COMPLETE',
    EngagementId: engagement,
    OpportunityId: id,
    ResourceSnapshotJobId: task.ResourceSnapshotJobId,
  });
  expect(await news()).toEqual({
    [ALPHA]: [
      heard.invitationCreated,
      heard.opportunityUpdated,
      // Of the opportunity, and of AWS's side of it.
      heard.snapshotCreated,
      heard.snapshotCreated,
    ],
    [AWS]: [heard.invitationCreated],
  });
  const { EngagementSummaryList } = await alpha.listEngagements({ Catalog });
  expect(EngagementSummaryList?.map((summary) => summary.Id)).toEqual([engagement]);

  // AWS accepts.
  await aws.acceptEngagementInvitation({ Catalog, Identifier: await invitationToAws(aws, engagement) });
  expect((await getOpportunity(alpha, id)).LifeCycle?.ReviewStatus).toBe('Approved');
  expect(await news()).toEqual({
    [ALPHA]: [heard.invitationAccepted, heard.memberAdded, heard.opportunityUpdated, heard.snapshotCreated],
    [AWS]: [heard.invitationAccepted, heard.memberAdded, heard.snapshotCreated],
  });
});

test('a partner that accepts the invitation to a lead converts it to an opportunity', async () => {
  const { alpha, beta, news } = await start();
  const engagement = await engagementAbout(alpha);
  const { Id = '' } = await alpha.createEngagementInvitation(leadInvitation(engagement, BETA));
  await news();
  await beta.acceptEngagementInvitation({ Catalog, Identifier: Id });
  expect(await news()).toEqual({
    [ALPHA]: [heard.invitationAccepted, heard.memberAdded],
    [BETA]: [heard.invitationAccepted, heard.memberAdded],
  });

  const task = await convert(beta, engagement);
  expect(task.TaskStatus).toBe('COMPLETE');
  expect(await news()).toEqual({
    [ALPHA]: [heard.engagementUpdated, heard.snapshotCreated],
    [BETA]: [
      heard.opportunityCreated,
      heard.engagementUpdated,
      heard.opportunityUpdated,
      heard.snapshotCreated,
    ],
  });
  const { Payload } = await alpha.getResourceSnapshot({
    Catalog,
    EngagementIdentifier: engagement,
    ResourceType: 'Opportunity',
    ResourceIdentifier: task.OpportunityId,
    ResourceSnapshotTemplateIdentifier: 'OpportunitySummaryView',
  });
  expect(Payload?.OpportunitySummary?.Lifecycle?.ReviewStatus).toBe('Pending Submission');
});

test('the opportunity is made from the latest interaction with the customer', async () => {
  const { alpha, news } = await start();
  const engagement = await engagementAbout(alpha);
  const { ModifiedAt } = await alpha.getEngagement({ Catalog, Identifier: engagement });
  await news();
  await alpha.updateEngagementContext({
    Catalog,
    EngagementIdentifier: engagement,
    ContextIdentifier: '1',
    EngagementLastModifiedAt: ModifiedAt,
    Type: 'Lead',
    Payload: {
      Lead: {
        QualificationStatus: 'Qualified',
        Customer: { CompanyName: 'Example Corp', Address: { CountryCode: 'US' } },
        Interaction: {
          SourceType: 'Website',
          SourceId: 'form-7',
          SourceName: 'Contact form',
          CustomerAction: 'Asked for an offer',
          Usecase: 'Analytics of sales',
          BusinessProblem: 'Nobody knows what will be sold next month.',
          Contact: { FirstName: 'Ann', LastName: 'Other', BusinessTitle: 'CFO', Email: 'ann@example.com' },
        },
      },
    },
  });
  expect(await news()).toEqual({ [ALPHA]: [heard.engagementUpdated] });
  const { OpportunityId = '' } = await convert(alpha, engagement);
  expect(await getOpportunity(alpha, OpportunityId)).toMatchObject({
    Project: { CustomerBusinessProblem: 'Nobody knows what will be sold next month.' },
  });
});
