import type { EngagementContext, OpportunityDocument, OpportunityInvitation } from '../../model/documents.ts';
import { NO_SUPPORT } from './needs.ts';

/**
 * The receiver's opportunity, made from an accepted invitation. AWS docs: working-with-opportunities-from-aws and
 * working-with-multi-partner-opportunities.
 */

/** Copies AWS's opportunity whole, with the details that the invitation hid. It is Approved: AWS reviewed it before. */
export const opportunityFromAws = (source: OpportunityDocument): OpportunityDocument => ({
  ...source,
  LifeCycle: { ...source.LifeCycle, ReviewStatus: 'Approved' },
  Origin: 'AWS Referral',
});

/**
 * Copies what a partner's invitation shows and, from the sender's opportunity, only its review status and campaign name:
 * nothing that the invitation hides crosses accounts. If the sender has no opportunity, the receiver submits its own.
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

/** The sender's spend: trailing zeros go (`10000.00` becomes `10000`), and an amount drops the EstimationUrl. */
const ownSpend = ({ EstimationUrl, ...spend }: Spend): Spend => ({
  ...spend,
  TargetCompany: 'AWS',
  ...(spend.Amount ? { Amount: spend.Amount.replace(/\.0+$/, '') } : { EstimationUrl }),
});

/** Whether the engagement is about a customer's project. Without any context the invitation decides, so true. */
export const hasCustomerProject = (contexts: EngagementContext[]): boolean =>
  contexts.length === 0 || contexts.some((context) => context.Type === 'CustomerProject');
