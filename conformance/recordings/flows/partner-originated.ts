import { AWS, association, full, PARTNER, spend, submission } from '../requests.ts';
import { type Flow, textAt } from '../stage.ts';
import { submit } from './multi-partner.ts';

/** A partner's approved opportunity is associated with a private offer. */
export const marketplaceOffer: Flow = {
  name: 'Other common opportunity actions / Associating an AWS Marketplace offer',
  play: async (stage) => {
    const { id, toAws } = await submit(stage, stage.call);
    await stage.call(AWS, 'AcceptEngagementInvitation', toAws);
    const offer = `arn:aws:aws-marketplace:us-east-1:${PARTNER}:AWSMarketplace/Offer/offer-abcdefghijklm`;
    await stage.call(PARTNER, 'AssociateOpportunity', association(id, 'AwsMarketplaceOffers', offer));
    await stage.show(PARTNER, 'GetOpportunity', { Identifier: id });
  },
};

/** Expected spend, by AWS products and by an estimate. */
export const dealSizing: Flow = {
  name: 'Working with deal sizing insights',
  play: async ({ call, show }) => {
    const { Project, LifeCycle, ...rest } = full('VP of Engineering');
    const { Amount, ...estimated } = spend;
    const EstimationUrl = 'https://calculator.aws/#/estimate?id=0123456789abcdef0123456789abcdef';
    const created = await show(PARTNER, 'CreateOpportunity', {
      ...rest,
      Project: { ...Project, ExpectedCustomerSpend: [{ ...estimated, EstimationUrl }] },
      LifeCycle: { TargetCloseDate: LifeCycle.TargetCloseDate },
    });
    const id = textAt(created, 'Id');
    const task = await call(PARTNER, 'StartEngagementFromOpportunityTask', submission(id));
    await call(AWS, 'AcceptEngagementInvitation', { Identifier: task.EngagementInvitationId });
    // AWS's opportunity was created before this, so it names no product, as in the recording.
    await call(PARTNER, 'AssociateOpportunity', association(id, 'AwsProducts', 'AmazonEC2'));
    await show(PARTNER, 'GetAwsOpportunitySummary', { RelatedOpportunityIdentifier: id });
  },
};
