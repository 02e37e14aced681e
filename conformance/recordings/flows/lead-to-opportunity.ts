import {
  association,
  changed,
  LEAD_PARTNER,
  PARTNER,
  SOLUTION,
  spend,
  submission,
  token,
} from '../requests.ts';
import { type Flow, textAt } from '../stage.ts';

const contact = {
  BusinessTitle: 'Global Data Officer',
  Email: 'mary@example.com',
  FirstName: 'Mary',
  LastName: 'Major',
};
const source = { SourceId: 're-1', SourceName: 're:Invent', SourceType: 'Event' };
const lead = {
  Customer: { CompanyName: 'Example Bakery', Industry: 'Retail', Address: { CountryCode: 'US' } },
  Interactions: [{ ...source, Contact: contact, CustomerAction: 'Attended' }],
};

/** The payload of an invitation to a lead: as in the recording, it has more than the lead's context. */
const invitation = (EngagementIdentifier: string) => ({
  ...token(),
  EngagementIdentifier,
  Invitation: {
    Message: 'A bakery that wants to bake less',
    Receiver: { Account: { AwsAccountId: PARTNER } },
    Payload: {
      LeadInvitation: {
        Customer: {
          AwsMaturity: 'Evaluating',
          CompanyName: 'Example Bakery',
          CountryCode: 'US',
          Industry: 'Retail',
          MarketSegment: 'Small',
          WebsiteUrl: 'https://bakery.example.com',
        },
        Interaction: { ...source, ContactBusinessTitle: contact.BusinessTitle, Usecase: 'Bake by the hour' },
      },
    },
  },
});

/** A partner invites another to a lead. The other qualifies it, creates an opportunity from it and submits that. */
export const leadToOpportunity: Flow = {
  name: 'LeadToOpportunity',
  play: async ({ call, show }) => {
    const engagement = await show(LEAD_PARTNER, 'CreateEngagement', {
      ...token(),
      Title: 'Example Bakery',
      Description: 'A bakery that wants to bake less',
      Contexts: [{ Type: 'Lead', Payload: { Lead: lead } }],
    });
    const engagementId = textAt(engagement, 'Id');
    const invited = await call(LEAD_PARTNER, 'CreateEngagementInvitation', invitation(engagementId));
    const Identifier = textAt(invited, 'Id');
    await show(PARTNER, 'GetEngagementInvitation', { Identifier });
    await call(PARTNER, 'AcceptEngagementInvitation', { Identifier });
    const joined = await show(PARTNER, 'GetEngagement', { Identifier: engagementId });

    const problem = 'The bakery throws away a third of what it bakes.';
    await show(PARTNER, 'UpdateEngagementContext', {
      EngagementIdentifier: engagementId,
      EngagementLastModifiedAt: joined.ModifiedAt,
      ContextIdentifier: '1',
      Type: 'Lead',
      Payload: {
        Lead: {
          QualificationStatus: 'Qualified',
          Customer: { ...lead.Customer, WebsiteUrl: 'https://bakery.example.com' },
          Interaction: { ...lead.Interactions[0], BusinessProblem: problem, Usecase: 'Bake by the hour' },
        },
      },
    });
    const task = await show(PARTNER, 'StartOpportunityFromEngagementTask', {
      ...token(),
      Identifier: engagementId,
      ContextIdentifier: '1',
    });
    await show(PARTNER, 'ListSolutions', { MaxResults: 1 });
    const id = textAt(task, 'OpportunityId');
    await call(PARTNER, 'AssociateOpportunity', association(id, 'Solutions', SOLUTION));
    const draft = await show(PARTNER, 'GetOpportunity', { Identifier: id });
    const Account = {
      CompanyName: 'Example Bakery',
      Industry: 'Retail',
      WebsiteUrl: 'https://bakery.example.com',
      Address: { CountryCode: 'US', StateOrRegion: 'Washington', PostalCode: '98101' },
    };
    await show(PARTNER, 'UpdateOpportunity', {
      ...changed(draft, {
        Customer: { Account },
        Project: {
          CustomerUseCase: 'Migration / Database Migration',
          DeliveryModels: ['SaaS or PaaS'],
          ExpectedCustomerSpend: [spend],
        },
      }),
    });
    // Seen: a submission without sales activities, only with visibility `For Visibility Only`.
    await show(PARTNER, 'StartEngagementFromOpportunityTask', submission(id, 'For Visibility Only'));
    await show(PARTNER, 'GetOpportunity', { Identifier: id });
  },
};
