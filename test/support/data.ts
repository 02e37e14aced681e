import { randomUUID } from 'node:crypto';
import type {
  CreateEngagementInvitationRequest,
  CreateOpportunityRequest,
  Customer,
  PartnerCentralSelling,
  Project,
  StartEngagementByAcceptingInvitationTaskResponse,
} from '@aws-sdk/client-partnercentral-selling';

/** A date some months ahead, in the API's format. */
export const dayAhead = (days = 90): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** A full, valid opportunity. */
export const opportunity = (changes: Partial<CreateOpportunityRequest> = {}): CreateOpportunityRequest => ({
  Catalog: 'Sandbox',
  ClientToken: randomUUID(),
  Origin: 'Partner Referral',
  OpportunityType: 'Net New Business',
  NationalSecurity: 'No',
  PartnerOpportunityIdentifier: 'crm-4711',
  PrimaryNeedsFromAws: ['Co-Sell - Architectural Validation'],
  Customer: {
    Account: {
      CompanyName: 'Example Corp',
      Industry: 'Software and Internet',
      WebsiteUrl: 'https://www.example.com',
      AwsAccountId: '123456789012',
      Address: {
        CountryCode: 'US',
        StateOrRegion: 'Washington',
        City: 'Seattle',
        PostalCode: '98101',
        StreetAddress: '1 Main St',
      },
    },
    Contacts: [
      {
        FirstName: 'Mary',
        LastName: 'Major',
        Email: 'mary@example.com',
        BusinessTitle: 'CIO',
        Phone: '+14255550100',
      },
    ],
  },
  Project: {
    Title: 'Migrate the warehouse',
    CustomerBusinessProblem: 'The warehouse system is slow and costly to run on premises.',
    CustomerUseCase: 'Migration / Database Migration',
    DeliveryModels: ['SaaS or PaaS'],
    SalesActivities: ['Initialized discussions with customer'],
    ExpectedCustomerSpend: [
      { Amount: '1000.00', CurrencyCode: 'USD', Frequency: 'Monthly', TargetCompany: 'AWS' },
    ],
    OtherSolutionDescription: 'none yet',
  },
  LifeCycle: { Stage: 'Qualified', TargetCloseDate: dayAhead(), NextSteps: 'Meet' },
  Marketing: { Source: 'Marketing Activity', CampaignName: 'Spring', AwsFundingUsed: 'No' },
  OpportunityTeam: [
    { FirstName: 'Paulo', LastName: 'Santos', Email: 'paulo@example.com', BusinessTitle: 'OpportunityOwner' },
  ],
  ...changes,
});

/** The invitation of one partner to another. */
export const opportunityInvitation = (
  engagement: string,
  receiver: string,
): CreateEngagementInvitationRequest => ({
  Catalog: 'Sandbox',
  ClientToken: randomUUID(),
  EngagementIdentifier: engagement,
  Invitation: {
    Message: 'Join us',
    Receiver: { Account: { AwsAccountId: receiver, Alias: 'partner' } },
    Payload: {
      OpportunityInvitation: {
        ReceiverResponsibilities: ['Reseller'],
        Customer: {
          CompanyName: 'Example Corp',
          Industry: 'Retail',
          WebsiteUrl: 'https://example.com',
          CountryCode: 'US',
        },
        Project: {
          Title: 'Move the shop',
          BusinessProblem: 'The shop is too slow at the end of the year.',
          TargetCompletionDate: dayAhead(),
          ExpectedCustomerSpend: [],
        },
        SenderContacts: [{ Email: 'jane@example.com', FirstName: 'Jane', LastName: 'Doe' }],
      },
    },
  },
});

export const leadInvitation = (engagement: string, receiver: string): CreateEngagementInvitationRequest => {
  const request = opportunityInvitation(engagement, receiver);
  const Payload = {
    LeadInvitation: {
      Customer: { CompanyName: 'Example Corp', CountryCode: 'US' },
      Interaction: {
        SourceType: 'Event',
        SourceId: 're-1',
        SourceName: 're:Invent',
        ContactBusinessTitle: 'CTO',
      },
    },
  } as const;
  return { ...request, Invitation: { ...request.Invitation, Payload } } as CreateEngagementInvitationRequest;
};

export const engagement = (title = 'Joint work') => ({
  Catalog: 'Sandbox',
  ClientToken: randomUUID(),
  Title: title,
  Description: 'What we do together',
});

/** Makes a partner invite another to its engagement. Returns the ids. */
export const invite = async (sender: PartnerCentralSelling, receiver: string) => {
  const { Id: engagementId = '' } = await sender.createEngagement(engagement());
  const { Id = '' } = await sender.createEngagementInvitation(opportunityInvitation(engagementId, receiver));
  return { engagementId, invitationId: Id };
};

/** Makes AWS refer an opportunity to the client's account. Returns its id and that of the pending invitation. */
export const refer = async (
  client: PartnerCentralSelling,
  changes: Partial<CreateOpportunityRequest> = {},
) => {
  const { Id: opportunityId = '' } = await client.createOpportunity(
    opportunity({ Origin: 'AWS Referral', ...changes }),
  );
  const { EngagementInvitationSummaries: [invitation] = [] } = await client.listEngagementInvitations({
    Catalog: 'Sandbox',
    ParticipantType: 'RECEIVER',
    MaxResults: 1,
  });
  return { opportunityId, invitationId: invitation?.Id ?? '', engagementId: invitation?.EngagementId ?? '' };
};

/** Starts the task and repeats the call until the task has ended, as a client without events does. */
export const runAcceptTask = async (
  client: PartnerCentralSelling,
  invitation: string,
  token: string = randomUUID(),
  tags?: { Key: string; Value: string }[],
): Promise<StartEngagementByAcceptingInvitationTaskResponse> => {
  const request = { Catalog: 'Sandbox', ClientToken: token, Identifier: invitation, Tags: tags };
  for (let tries = 0; tries < 1000; tries++) {
    const task = await client.startEngagementByAcceptingInvitationTask(request);
    if (task.TaskStatus !== 'IN_PROGRESS') return task;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`The task of ${invitation} does not end`);
};

/** The customer of a full opportunity, with other members of Account. */
export const customerOf = (account: Partial<NonNullable<Customer['Account']>> = {}): Customer => {
  const { Customer } = opportunity();
  return { ...Customer, Account: { ...Customer?.Account, CompanyName: 'Example Corp', ...account } };
};

/** The project of a full opportunity, with other members. */
export const projectOf = (changes: Partial<Project> = {}): Project => ({
  ...opportunity().Project,
  ...changes,
});

/** Input of an opportunity that cannot be submitted until a solution is associated. */
export const withoutSolution = { Project: projectOf({ OtherSolutionDescription: undefined }) };
