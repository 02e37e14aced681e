import { queryMembers, toMember } from '../../store/repositories/engagements.ts';
import { listPage } from '../list-page.ts';
import { operation } from '../operation.ts';
import { findVisibleEngagement } from '../visible.ts';

/** Lists the members of an engagement of which the caller is one, in the order in which they joined. Two queries. */
export const listEngagementMembers = operation('ListEngagementMembers', 'List', async (input, call) => {
  const engagement = await findVisibleEngagement(call, input.Catalog, input.Identifier);
  const { rows, NextToken } = await listPage(
    call,
    {
      operation: 'ListEngagementMembers',
      input,
      keys: ['member.joined_at', 'member.account_id'],
      order: 'ASCENDING',
      positionOf: (row) => [row.joined_at, row.account_id],
    },
    queryMembers(call.reads, input.Catalog, engagement.id),
  );
  const members = rows.map(toMember).map((member) => ({
    AccountId: member.account_id,
    CompanyName: member.company_name,
    WebsiteUrl: member.website_url || undefined,
  }));
  return { EngagementMemberList: members, NextToken };
});
