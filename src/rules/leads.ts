import type { EngagementContext, OpportunityDocument } from '../model/documents.ts';

/** What becomes of a lead. Source: AWS API reference, LeadContext and StartOpportunityFromEngagementTask. */

export type Lead = NonNullable<NonNullable<EngagementContext['Payload']>['Lead']>;

/** A lead that was given up does not become an opportunity. */
export const isDisqualified = ({ QualificationStatus }: Lead): boolean =>
  QualificationStatus?.toLowerCase() === 'disqualified';

/** The draft of an opportunity: what the lead says of the customer, and what its latest interaction was about. */
export const opportunityFromLead = ({ Customer, Interactions }: Lead): OpportunityDocument => {
  const [interaction] = Interactions;
  return {
    Origin: 'Partner Referral',
    Customer: {
      Account: {
        CompanyName: Customer.CompanyName,
        Industry: Customer.Industry,
        WebsiteUrl: Customer.WebsiteUrl,
        Address: Customer.Address,
      },
      Contacts: interaction?.Contact ? [interaction.Contact] : [],
    } as OpportunityDocument['Customer'],
    Project: {
      Title: interaction?.Usecase ?? `Opportunity with ${Customer.CompanyName}`,
      CustomerBusinessProblem: interaction?.BusinessProblem,
    },
    LifeCycle: { Stage: 'Prospect', ReviewStatus: 'Pending Submission', NextStepsHistory: [] },
    RelatedEntityIdentifiers: {},
  };
};
