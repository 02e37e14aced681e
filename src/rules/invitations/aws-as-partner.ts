import type { AccountId } from '../../model/contract.ts';
import type { AwsSummaryDocument, OpportunityDocument } from '../../model/documents.ts';
import { madeUpPerson } from '../made-up/choices.ts';
import { spendForAws } from '../opportunities/deal-sizing.ts';

/** AWS as a member of engagements. seen: GetEngagementInvitation and GetAwsOpportunitySummary. */

export const AWS_COMPANY_NAME = 'AWS';
export const AWS_WEBSITE = 'www.aws.com';

/** The message of a referral. seen: GetEngagementInvitation */
export const REFERRAL_MESSAGE =
  'AWS refers this opportunity to you. If you accept, an AWS originated opportunity is created in your account.';

/** A partner's development manager at AWS: made up, the same for the same partner. */
export const partnerManager = (partner: AccountId) => {
  const { email, firstName, lastName } = madeUpPerson(`PDM of ${partner}`, 'aws.example.com');
  return { Email: email, FirstName: firstName, LastName: lastName, BusinessTitle: 'PDM' as const };
};

/**
 * AWS's side of an opportunity that a partner submits or AWS refers. The next steps are those of the side that shares it;
 * the operator sets AWS's stage, insights and score. seen: GetAwsOpportunitySummary
 */
export const newAwsSide = (
  { LifeCycle, Customer, Project, RelatedEntityIdentifiers: related }: OpportunityDocument,
  origin: NonNullable<AwsSummaryDocument['Origin']>,
  partner: AccountId,
): AwsSummaryDocument => ({
  Origin: origin,
  InvolvementType: 'Co-Sell',
  Visibility: 'Full',
  ...(LifeCycle?.NextSteps && { LifeCycle: { NextSteps: LifeCycle.NextSteps } }),
  OpportunityTeam: [partnerManager(partner)],
  RelatedEntityIds: { AwsProducts: related?.AwsProducts ?? [], Solutions: related?.Solutions ?? [] },
  Customer: { Contacts: Customer?.Contacts ?? [] },
  Project: { ExpectedCustomerSpend: spendForAws(Project) },
});
