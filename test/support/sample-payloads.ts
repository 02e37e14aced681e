import { randomUUID } from 'node:crypto';
import { dayAhead } from './data.ts';

/**
 * Bodies with the members and nulls of AWS's samples. Source: the sample payloads
 * of aws-samples/partner-crm-integration-samples; the values are our own.
 */

const account = {
  Address: {
    City: null,
    CountryCode: 'US',
    PostalCode: '98101',
    StateOrRegion: 'Washington',
    StreetAddress: null,
  },
  AwsAccountId: '123456789012',
  CompanyName: 'Lakeside Mills',
  Duns: '123456789',
  Industry: 'Financial Services',
  OtherIndustry: null,
  WebsiteUrl: 'www.mills.example.com',
};

const lifeCycle = {
  ClosedLostReason: null,
  NextSteps: 'Agree on a date for the workshop',
  NextStepsHistory: null,
  ReviewComments: null,
  ReviewStatus: 'Pending Submission',
  ReviewStatusReason: null,
  Stage: 'Prospect',
  TargetCloseDate: dayAhead(400),
};

const project = {
  AdditionalComments: null,
  ApnPrograms: null,
  CompetitorName: 'No Competition',
  CustomerBusinessProblem: 'Nobody at the mills can tell who may see which orders.',
  CustomerUseCase: 'Security & Compliance',
  DeliveryModels: ['SaaS or PaaS'],
  ExpectedCustomerSpend: [
    { Amount: '12500', CurrencyCode: 'USD', EstimationUrl: null, Frequency: 'Monthly', TargetCompany: 'AWS' },
  ],
  OtherCompetitorNames: null,
  OtherSolutionDescription: 'A solution that is not listed yet',
  RelatedOpportunityIdentifier: null,
  SalesActivities: ['Conducted POC / Demo'],
  Title: 'Access to orders',
};

/** The samples' body of CreateOpportunity. */
export const samplePayload = (changes: object = {}) => ({
  ClientToken: randomUUID(),
  Catalog: 'Sandbox',
  Origin: 'Partner Referral',
  Customer: {
    Account: account,
    Contacts: [
      {
        BusinessTitle: 'Executive',
        Email: 'ann@example.com',
        FirstName: 'Ann',
        LastName: 'Other',
        Phone: '+14255550100',
      },
    ],
  },
  LifeCycle: lifeCycle,
  Marketing: {
    AwsFundingUsed: 'Yes',
    CampaignName: 'Autumn',
    Channels: ['Content Syndication'],
    Source: 'Marketing Activity',
    UseCases: ['Analytics'],
  },
  NationalSecurity: 'No',
  OpportunityTeam: [
    {
      BusinessTitle: 'PartnerAccountManager',
      Email: 'paulo@example.com',
      FirstName: 'Paulo',
      LastName: 'Santos',
      Phone: '+14255550101',
    },
  ],
  OpportunityType: 'Net New Business',
  PartnerOpportunityIdentifier: null,
  PrimaryNeedsFromAws: ['Co-Sell - Architectural Validation'],
  Project: project,
  SoftwareRevenue: {
    DeliveryModel: 'Pay-as-you-go',
    EffectiveDate: '2023-10-31',
    ExpirationDate: '2024-03-31',
    Value: { Amount: '10000.0', CurrencyCode: 'USD' },
  },
  ...changes,
});

/** The samples' body of UpdateOpportunity: no team, other marketing, and further members from GetOpportunity. */
export const sampleUpdate = (changes: object = {}) => {
  const { ClientToken, Origin, OpportunityTeam, ...rest } = samplePayload();
  const none = { AwsFundingUsed: null, CampaignName: null, Channels: null, Source: 'None', UseCases: null };
  return { ...rest, Marketing: none, ...changes };
};
