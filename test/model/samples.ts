/** Requests that set every part of a shape, for tests of the model. */
const contact = {
  Email: 'ana.lee@example.com',
  FirstName: 'Ana',
  LastName: 'Lee',
  BusinessTitle: 'Buyer',
  Phone: '+15555550100',
};

export const createOpportunity = () => ({
  Catalog: 'Sandbox',
  PrimaryNeedsFromAws: ['Co-Sell - Architectural Validation'],
  NationalSecurity: 'No',
  PartnerOpportunityIdentifier: 'CRM-000017',
  Customer: {
    Account: {
      CompanyName: 'Ünïcode Bakery',
      Industry: 'Retail',
      WebsiteUrl: 'https://bakery.example',
      AwsAccountId: '123456789012',
      Address: { City: 'Berlin', PostalCode: '10115', CountryCode: 'DE', StreetAddress: 'Invalidenstr. 1' },
      Duns: '123456789',
    },
    Contacts: [{ ...contact }, { ...contact }],
  },
  Project: {
    DeliveryModels: ['SaaS or PaaS'],
    ExpectedCustomerSpend: [
      { Amount: '12000.50', CurrencyCode: 'EUR', Frequency: 'Monthly', TargetCompany: 'AWS' },
    ],
    Title: 'Move the ovens to the cloud',
    CustomerBusinessProblem: 'Nobody knows how warm the ovens are.',
  },
  OpportunityType: 'Net New Business',
  ClientToken: 'token-1',
  LifeCycle: {
    Stage: 'Prospect',
    TargetCloseDate: '2027-03-01',
    NextStepsHistory: [{ Value: 'Called', Time: '2026-11-23T09:30:00.000Z' }],
  },
  Origin: 'Partner Referral',
  OpportunityTeam: [{ ...contact }],
  Tags: [{ Key: 'team', Value: 'north' }],
});

export const createEngagementInvitation = () => ({
  Catalog: 'AWS',
  EngagementIdentifier: 'eng-0123456789abcd',
  Invitation: {
    Message: 'Join us',
    Receiver: { Account: { AwsAccountId: '444455556666' } },
    Payload: {
      OpportunityInvitation: {
        ReceiverResponsibilities: ['Reseller'],
        Customer: {
          Industry: 'Retail',
          CompanyName: 'Bakery',
          WebsiteUrl: 'https://bakery.example',
          CountryCode: 'DE',
        },
        Project: {
          BusinessProblem: 'Nobody knows how warm the ovens are.',
          Title: 'Ovens',
          TargetCompletionDate: '2027-03-01',
          ExpectedCustomerSpend: [],
        },
        SenderContacts: [{ Email: 'Bo.Lee@example.com' }],
      },
    },
  },
  ClientToken: 'token-1',
});
