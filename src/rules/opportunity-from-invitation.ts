import type { EngagementContext, OpportunityDocument, OpportunityInvitation } from '../model/documents.ts';

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

/** From a partner: not what is that partner's own business, its solutions, needs, forecast and marketing. */
export const opportunityFromPartner = (source: OpportunityDocument): OpportunityDocument => {
  const { RelatedEntityIdentifiers, PrimaryNeedsFromAws, PartnerOpportunityIdentifier, ...shared } = source;
  const { CustomerUseCase, DeliveryModels, ExpectedCustomerSpend, ...project } = source.Project ?? {};
  const { TargetCloseDate, ...lifeCycle } = source.LifeCycle ?? {};
  const { Source, AwsFundingUsed, ...marketing } = source.Marketing ?? {};
  return {
    ...shared,
    Project: project,
    LifeCycle: lifeCycle,
    ...(source.Marketing && { Marketing: marketing }),
    RelatedEntityIdentifiers: {},
    Origin: 'Partner Referral',
  };
};

/** From whoever invites without an opportunity of its own in the engagement: what the invitation says. */
export const opportunityFromPayload = (invitation: OpportunityInvitation): OpportunityDocument => ({
  Customer: {
    Account: {
      CompanyName: invitation.Customer.CompanyName,
      Industry: invitation.Customer.Industry,
      WebsiteUrl: invitation.Customer.WebsiteUrl,
      Address: { CountryCode: invitation.Customer.CountryCode },
    },
  },
  Project: {
    Title: invitation.Project.Title,
    CustomerBusinessProblem: invitation.Project.BusinessProblem,
  },
  LifeCycle: { Stage: 'Prospect', ReviewStatus: 'Pending Submission' },
  RelatedEntityIdentifiers: {},
  Origin: 'Partner Referral',
});

/** Whether the engagement is about a customer's project. One without any context leaves it to the invitation. */
export const hasCustomerProject = (contexts: EngagementContext[]): boolean =>
  contexts.length === 0 || contexts.some((context) => context.Type === 'CustomerProject');
