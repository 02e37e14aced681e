import { CountryCode, Industry } from '@aws-sdk/client-partnercentral-selling';
import { plusMilliseconds } from '../../kit/flow/clock.ts';
import { enumValue } from '../../kit/shape/limit.ts';
import type { Timestamp } from '../../model/contract.ts';
import type { EngagementContext, OpportunityDocument } from '../../model/documents.ts';

/** What becomes of a lead. Source: AWS API reference, LeadContext and StartOpportunityFromEngagementTask. */

export type Lead = NonNullable<NonNullable<EngagementContext['Payload']>['Lead']>;

/** A lead that was given up does not become an opportunity. */
export const isDisqualified = ({ QualificationStatus }: Lead): boolean =>
  QualificationStatus?.toLowerCase() === 'disqualified';

/**
 * A lead whose interactions stand in the order of their dates; one without a date happened now. seen: GetEngagement;
 * AWS docs: working-with-your-leads, "Interactions are listed chronologically".
 */
export const datedLead = (lead: Lead, now: Timestamp): Lead => {
  const dated = lead.Interactions.map((one) => ({ ...one, InteractionDate: one.InteractionDate ?? now }));
  const at = ({ InteractionDate }: { InteractionDate: Timestamp }) => Date.parse(InteractionDate);
  return { ...lead, Interactions: dated.sort((one, other) => at(one) - at(other)) };
};

/** The newest of a lead's interactions. */
export const newestInteraction = ({ Interactions }: Lead): Lead['Interactions'][number] | undefined =>
  Interactions.at(-1);

/**
 * The contexts of an engagement that a partner has joined by AWS's invitation: its leads are Unqualified until somebody
 * says otherwise. AWS docs: working-with-your-leads, "Default status after accepting a lead". A lead of another partner's
 * stays as that has it (seen: GetEngagement, with two members).
 */
export const acceptedLeads = (contexts: EngagementContext[]): EngagementContext[] =>
  contexts.map((context) => {
    const lead = context.Payload?.Lead;
    if (!lead || lead.QualificationStatus) return context;
    return { ...context, Payload: { Lead: { ...lead, QualificationStatus: 'Unqualified' } } };
  });

const DAY = 86_400_000;

/**
 * The draft of an opportunity: what the lead says of the customer, and the problem of its newest interaction.
 * seen: GetOpportunity, "LeadToOpportunity"
 */
export const opportunityFromLead = (lead: Lead, now: Timestamp): OpportunityDocument => {
  const { CompanyName, WebsiteUrl } = lead.Customer;
  // A lead has free text where an opportunity has values of enums; what is none of them is left for the partner to say.
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
