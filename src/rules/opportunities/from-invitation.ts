import type { EngagementContext, OpportunityDocument, OpportunityInvitation } from '../../model/documents.ts';
import { NO_SUPPORT } from './given.ts';

/**
 * What the receiver's opportunity takes over. AWS docs: working-with-opportunities-from-aws and
 * working-with-multi-partner-opportunities.
 */

/** From AWS: everything, with the details that the invitation hid. AWS has reviewed it already. */
export const opportunityFromAws = (source: OpportunityDocument): OpportunityDocument => ({
  ...source,
  LifeCycle: { ...source.LifeCycle, ReviewStatus: 'Approved' },
  Origin: 'AWS Referral',
});

/**
 * From a partner: what the invitation says, and of the sender's opportunity its review and the name of its campaign alone.
 * Nothing that the invitation hides crosses accounts. Without an opportunity of the sender's the receiver submits its own.
 * seen: GetOpportunity, "Working with Multipartner Opportunities"
 */
export const opportunityFromPartner = (
  { Customer, Project }: OpportunityInvitation,
  source: OpportunityDocument | undefined,
): OpportunityDocument => ({
  OpportunityType: 'Net New Business',
  NationalSecurity: 'No',
  PrimaryNeedsFromAws: [NO_SUPPORT],
  Customer: {
    Account: {
      CompanyName: Customer.CompanyName,
      Industry: Customer.Industry,
      WebsiteUrl: Customer.WebsiteUrl,
      Address: { CountryCode: Customer.CountryCode },
    },
    Contacts: [],
  },
  Project: {
    Title: Project.Title,
    CustomerBusinessProblem: Project.BusinessProblem,
    ExpectedCustomerSpend: Project.ExpectedCustomerSpend.map(ownSpend),
  },
  LifeCycle: {
    Stage: 'Prospect',
    TargetCloseDate: Project.TargetCompletionDate,
    ReviewStatus: source?.LifeCycle?.ReviewStatus ?? 'Pending Submission',
  },
  Marketing: { Source: 'None', CampaignName: source?.Marketing?.CampaignName },
  RelatedEntityIdentifiers: {},
  Origin: 'Partner Referral',
});

type Spend = OpportunityInvitation['Project']['ExpectedCustomerSpend'][number];

/** The sender's estimate as an amount: `10000.00` becomes `10000`, and the address of the calculation stays behind. */
const ownSpend = ({ EstimationUrl, ...spend }: Spend): Spend => ({
  ...spend,
  TargetCompany: 'AWS',
  ...(spend.Amount ? { Amount: spend.Amount.replace(/\.0+$/, '') } : { EstimationUrl }),
});

/** Whether the engagement is about a customer's project. One without any context leaves it to the invitation. */
export const hasCustomerProject = (contexts: EngagementContext[]): boolean =>
  contexts.length === 0 || contexts.some((context) => context.Type === 'CustomerProject');
