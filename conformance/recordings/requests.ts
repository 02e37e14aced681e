import { randomUUID } from 'node:crypto';
import { type Answer, partOf } from './stage.ts';

/** The requests of the flows, as far as the recorded responses show what was sent. */

/** The participants, with the company names of the recordings. */
export const PARTNER = '111122223333';
export const OTHER_PARTNER = '444455556666';
export const LEAD_PARTNER = '777788889999';
export const AWS = 'aws';
export const accounts = [
  {
    id: PARTNER,
    companyName: 'Test Account',
    websiteUrl: 'https://www.example.com',
    solutions: ['S-1000001', 'S-1000002'].map((id) => ({
      id,
      name: 'Ovens as a service',
      catalog: 'Sandbox' as const,
    })),
  },
  { id: OTHER_PARTNER, companyName: 'Ovens Inc.', websiteUrl: 'https://ovens.example.com' },
  { id: LEAD_PARTNER, companyName: 'MingZ Test Account', websiteUrl: 'https://leads.example.com' },
];
export const SOLUTION = 'S-1000001';

export const token = (): { ClientToken: string } => ({ ClientToken: randomUUID() });

const daysAhead = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

export const spend = { Amount: '10000.00', CurrencyCode: 'USD', Frequency: 'Monthly', TargetCompany: 'AWS' };
const contact = (BusinessTitle: string) => ({
  BusinessTitle,
  Email: 'mary@example.com',
  FirstName: 'Mary',
  LastName: 'Major',
  Phone: '+14255550100',
});

const account = {
  CompanyName: 'Example Bakery',
  Industry: 'Retail',
  WebsiteUrl: 'https://bakery.example.com',
  Address: { CountryCode: 'US', PostalCode: '98101' },
};

/** An opportunity with the few members that the recordings of "All API Actions" show. */
export const plain = () => ({
  ...token(),
  Origin: 'Partner Referral',
  Customer: { Account: account },
  Project: {
    Title: 'Bake by the hour',
    CustomerBusinessProblem: 'The bakery throws away a third of what it bakes.',
    CustomerUseCase: 'Migration / Database Migration',
    ExpectedCustomerSpend: [spend],
    SalesActivities: ['Initialized discussions with customer'],
  },
  LifeCycle: { TargetCloseDate: daysAhead(120) },
  Marketing: { Source: 'None' },
  NationalSecurity: 'No',
  OpportunityType: 'Net New Business',
  PrimaryNeedsFromAws: ['Co-Sell - Architectural Validation'],
});

/** An opportunity with all members that the other flows show. */
export const full = (businessTitle = 'Executive') => {
  const { Project, LifeCycle, ...rest } = plain();
  return {
    ...rest,
    Customer: {
      Account: {
        ...account,
        AwsAccountId: '123456789012',
        Duns: '123456789',
        Address: { ...account.Address, StateOrRegion: 'Washington' },
      },
      Contacts: [contact(businessTitle)],
    },
    Project: {
      ...Project,
      CompetitorName: 'On-Prem',
      DeliveryModels: ['SaaS or PaaS'],
      OtherSolutionDescription: 'Ovens that are told when to bake',
    },
    LifeCycle: { ...LifeCycle, NextSteps: 'Meet the bakers' },
    Marketing: {
      Source: 'Marketing Activity',
      AwsFundingUsed: 'Yes',
      CampaignName: 'Bread of spring',
      Channels: ['Email'],
      UseCases: ['Analytics'],
    },
  };
};

/** AWS's referral, with the whole address and the software revenue. */
export const referral = () => {
  const { Customer, ...rest } = full('Chief Financial Officer');
  const Address = { ...Customer.Account.Address, City: 'Seattle', StreetAddress: '1 Main St' };
  return {
    ...rest,
    Origin: 'AWS Referral',
    Customer: {
      ...Customer,
      Account: { ...Customer.Account, Address, Industry: 'Other', OtherIndustry: 'Baking' },
    },
    SoftwareRevenue: {
      DeliveryModel: 'Subscription',
      EffectiveDate: daysAhead(130),
      ExpirationDate: daysAhead(495),
      Value: { Amount: '5000.00', CurrencyCode: 'USD' },
    },
  };
};

/** Turns a GetOpportunity response into an UpdateOpportunity request; `parts` replace members of its structures. */
export const changed = (current: Answer, parts: { [structure: string]: object | null }): object => ({
  ...current,
  Identifier: current.Id,
  ...Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [name, part && { ...partOf(current, name), ...part }]),
  ),
});

export const submission = (Identifier: string, InvolvementType = 'Co-Sell') => ({
  ...token(),
  Identifier,
  AwsSubmission: { InvolvementType, Visibility: 'Full' },
});

export const association = (OpportunityIdentifier: string, type: string, entity: string) => ({
  OpportunityIdentifier,
  RelatedEntityType: type,
  RelatedEntityIdentifier: entity,
});

/** A partner's invitation to an opportunity. */
export const invitation = (EngagementIdentifier: string, AwsAccountId: string) => ({
  ...token(),
  EngagementIdentifier,
  Invitation: {
    Message: 'Bake with us',
    Receiver: { Account: { Alias: 'Ovens Inc.', AwsAccountId } },
    Payload: {
      OpportunityInvitation: {
        Customer: {
          CompanyName: account.CompanyName,
          CountryCode: 'US',
          Industry: account.Industry,
          WebsiteUrl: account.WebsiteUrl,
        },
        Project: {
          BusinessProblem: plain().Project.CustomerBusinessProblem,
          ExpectedCustomerSpend: [
            {
              ...spend,
              EstimationUrl: 'https://calculator.aws/#/estimate?id=0123456789abcdef0123456789abcdef',
            },
          ],
          TargetCompletionDate: daysAhead(120),
          Title: 'Bake by the hour',
        },
        ReceiverResponsibilities: ['Reseller'],
        SenderContacts: [contact('Regional Manager')],
      },
    },
  },
});
