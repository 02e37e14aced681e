import Type from 'typebox';
import { updateAwsSide as update } from '../../changes/opportunities/update-aws-side.ts';
import { decodeAwsSide } from '../../model/decode-aws-side.ts';
import { businessValidationFailed, requestValidationFailed } from '../../model/errors.ts';
import { notFound } from '../../operations/not-found.ts';
import { normalAccount } from '../../rules/accounts.ts';
import { awsSideFaults, updatedAwsSide } from '../../rules/opportunities/aws-side.ts';
import { findAwsSummary } from '../../store/repositories/opportunities.ts';
import { action } from '../action.ts';
import { lockOwnOpportunity } from '../lock-own-opportunity.ts';
import { AccountId, CatalogOfId, OpportunityId } from '../schemas.ts';

const Part = (description: string) =>
  Type.Optional(Type.Object({}, { additionalProperties: true, description }));
const Text = (description: string) => Type.Optional(Type.String({ description }));

/** In the form in which GetAwsOpportunitySummary returns them. */
const side = {
  LifeCycle: Part('Stage, ClosedLostReason, TargetCloseDate, NextSteps. Omitted members stay.'),
  OpportunityTeam: Type.Optional(
    Type.Array(Type.Object({}, { additionalProperties: true }), { description: 'The whole team.' }),
  ),
  Insights: Part('EngagementScore, NextBestActions, … Omitted members stay.'),
  InvolvementType: Text('Co-Sell or For Visibility Only.'),
  InvolvementTypeChangeReason: Text('E.g. Customer Requested.'),
  Visibility: Text('Full or Limited.'),
  RelatedEntityIds: Part('AwsProducts, Solutions, …'),
  Customer: Part('Contacts.'),
  Project: Part('ExpectedCustomerSpend, AwsPartition.'),
  CosellMotion: Text('E.g. Partner-led.'),
  SoftwareRevenue: Part('The terms of the deal.'),
};

export const updateAwsSide = action({
  name: 'awsSide.update',
  method: 'PUT',
  path: '/_cosell/opportunities/{id}/aws-side',
  summary: "Changes AWS's side of an account's opportunity, which GetAwsOpportunitySummary returns.",
  takes: Type.Object({ id: OpportunityId, account: AccountId, catalog: Type.Optional(CatalogOfId), ...side }),
  answers: Type.Object({
    id: OpportunityId,
    lastModifiedDate: Type.String(),
    summary: Type.Object({}, { additionalProperties: true }),
  }),
  command: {
    argument: 'id',
    example: `cosell aws-side update O1234567 --account 111122223333 --LifeCycle '{"Stage":"Engaged"}'`,
  },
  handle: async ({ id, account, catalog: where, ...given }, { transaction }) => {
    const { input, faults } = decodeAwsSide(given);
    if (faults.length > 0) throw requestValidationFailed(faults);
    return transaction(async (work) => {
      const owner = normalAccount(account) ?? account;
      const found = await lockOwnOpportunity(work.tx, { account: owner, catalog: where, id });
      const current =
        found && (await findAwsSummary(work.tx, { catalog: found.catalog, opportunity_id: id }));
      if (!current) throw notFound('AWS opportunity related to', id);
      const next = updatedAwsSide(current, input, work.now);
      const broken = awsSideFaults(next, input);
      if (broken.length > 0) throw businessValidationFailed(broken);
      const { modified_at } = await update(work, found.opportunity, next);
      return { id, lastModifiedDate: modified_at, summary: next };
    });
  },
});
