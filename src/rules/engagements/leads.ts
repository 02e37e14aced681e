import { CountryCode, Industry } from '@aws-sdk/client-partnercentral-selling';
import { plusMilliseconds } from '../../kit/flow/clock.ts';
import { enumValue } from '../../kit/shape/limit.ts';
import type { Timestamp } from '../../model/contract.ts';
import type { EngagementContext, OpportunityDocument } from '../../model/documents.ts';

/** Rules of leads. Source: AWS API reference, LeadContext and StartOpportunityFromEngagementTask. */

export type Lead = NonNullable<NonNullable<EngagementContext['Payload']>['Lead']>;

/** A disqualified lead cannot become an opportunity. */
export const isDisqualified = ({ QualificationStatus }: Lead): boolean =>
  QualificationStatus?.toLowerCase() === 'disqualified';

/**
 * Sorts a lead's interactions by date; one without a date gets `now`. seen: GetEngagement;
 * AWS docs: working-with-your-leads, "Interactions are listed chronologically".
 */
export const datedLead = (lead: Lead, now: Timestamp): Lead => {
  const dated = lead.Interactions.map((one) => ({ ...one, InteractionDate: one.InteractionDate ?? now }));
  const at = ({ InteractionDate }: { InteractionDate: Timestamp }) => Date.parse(InteractionDate);
  return { ...lead, Interactions: dated.sort((one, other) => at(one) - at(other)) };
};

/** The newest interaction: the last, as `datedLead` sorts them. */
export const newestInteraction = ({ Interactions }: Lead): Lead['Interactions'][number] | undefined =>
  Interactions.at(-1);

/**
 * The contexts of an engagement after a partner accepted AWS's invitation: a lead without a status becomes Unqualified.
 * AWS docs: working-with-your-leads, "Default status after accepting a lead". Not for a lead that another partner shares
 * (seen: GetEngagement, with two members).
 */
export const acceptedLeads = (contexts: EngagementContext[]): EngagementContext[] =>
  contexts.map((context) => {
    const lead = context.Payload?.Lead;
    if (!lead || lead.QualificationStatus) return context;
    return { ...context, Payload: { Lead: { ...lead, QualificationStatus: 'Unqualified' } } };
  });

const DAY = 86_400_000;

/**
 * A draft opportunity with the lead's customer and the business problem of its newest interaction.
 * seen: GetOpportunity, "LeadToOpportunity"
 */
export const opportunityFromLead = (lead: Lead, now: Timestamp): OpportunityDocument => {
  const { CompanyName, WebsiteUrl } = lead.Customer;
  // These are free text in a lead, but enums in an opportunity: the partner has to supply a value that is not in the enum.
  const industry = enumValue(Industry, lead.Customer.Industry);
  const country = enumValue(CountryCode, lead.Customer.Address?.CountryCode);
  return {
    Origin: 'Partner Referral',
    OpportunityType: 'Net New Business',
    NationalSecurity: 'No',
    Customer: {
      Account: { CompanyName, Industry: industry, WebsiteUrl, Address: { CountryCode: country } },
      Contacts: [],
    } as OpportunityDocument['Customer'],
    Project: {
      Title: 'Converted from Lead',
      CustomerBusinessProblem: newestInteraction(lead)?.BusinessProblem,
      ExpectedCustomerSpend: [],
    },
    LifeCycle: {
      Stage: 'Prospect',
      ReviewStatus: 'Pending Submission',
      TargetCloseDate: plusMilliseconds(now, 90 * DAY).slice(0, 10),
    },
    Marketing: { Source: 'None' },
    RelatedEntityIdentifiers: {},
  };
};
