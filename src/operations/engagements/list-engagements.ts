import { normalAccounts } from '../../rules/accounts.ts';
import { contextTypesOf, fromRow, queryEngagements } from '../../store/repositories/engagements.ts';
import { namedIds } from '../named.ts';
import { list } from '../operation.ts';

/** Lists the engagements of the caller, the latest first. Costs one query on the index of its memberships. */
export const listEngagements = list('ListEngagements', {
  items: 'EngagementSummaryList',
  query: (input, call) =>
    queryEngagements(call.reads, {
      catalog: input.Catalog,
      account: call.account,
      ids: namedIds(call, 'engagement', input.Catalog, input.EngagementIdentifier),
      createdBy: normalAccounts(input.CreatedBy),
      notCreatedBy: normalAccounts(input.ExcludeCreatedBy),
      contextTypes: input.ContextTypes,
      notContextTypes: input.ExcludeContextTypes,
    }),
  keys: [
    ['member.engagement_created_at', 'created_at'],
    ['member.engagement_id', 'id'],
  ],
  show: (row, { services }) => {
    const engagement = fromRow(row);
    return {
      Id: engagement.id,
      Arn: services.arns.shared('engagement', engagement.catalog, engagement.id),
      Title: engagement.title,
      CreatedAt: engagement.created_at,
      CreatedBy: engagement.created_by,
      MemberCount: engagement.member_count,
      ModifiedAt: engagement.modified_at,
      ModifiedBy: engagement.modified_by,
      ContextTypes: contextTypesOf(engagement.contexts),
    };
  },
});
