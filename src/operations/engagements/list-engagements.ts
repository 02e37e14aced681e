import { normalAccounts } from '../../rules/accounts.ts';
import {
  contextTypesOf,
  type Engagement,
  fromRow,
  queryEngagements,
} from '../../store/repositories/engagements.ts';
import { listPage } from '../list-page.ts';
import { namedIds } from '../named.ts';
import { type Call, operation } from '../operation.ts';

/** Lists the engagements of which the caller is a member, the latest first. Costs one query on its memberships. */
export const listEngagements = operation('ListEngagements', 'List', async (input, call) => {
  const { account, reads } = call;
  const { rows, NextToken } = await listPage(
    call,
    {
      operation: 'ListEngagements',
      input,
      keys: ['member.engagement_created_at', 'member.engagement_id'],
      order: input.Sort?.SortOrder,
      positionOf: (row) => [row.created_at, row.id],
    },
    queryEngagements(reads, input.Catalog, {
      account,
      ids: namedIds(call, 'engagement', input.Catalog, input.EngagementIdentifier),
      createdBy: normalAccounts(input.CreatedBy),
      notCreatedBy: normalAccounts(input.ExcludeCreatedBy),
      contextTypes: input.ContextTypes,
      notContextTypes: input.ExcludeContextTypes,
    }),
  );
  return { EngagementSummaryList: rows.map((row) => summaryOf(fromRow(row), call)), NextToken };
});

const summaryOf = (engagement: Engagement, { services }: Call) => ({
  Id: engagement.id,
  Arn: services.arns.shared('engagement', engagement.catalog, engagement.id),
  Title: engagement.title,
  CreatedAt: engagement.created_at,
  CreatedBy: engagement.created_by,
  MemberCount: engagement.member_count,
  ModifiedAt: engagement.modified_at,
  ModifiedBy: engagement.modified_by,
  ContextTypes: contextTypesOf(engagement.contexts),
});
