import { queryMembers, toMember } from '../../store/repositories/engagements.ts';
import { list } from '../operation.ts';
import { engagement } from '../resources.ts';
import { findVisibleEngagement } from '../visible.ts';

/** Lists the members of an engagement of the caller, in the order in which they joined. Costs two queries. */
export const listEngagementMembers = list('ListEngagementMembers', {
  permit: { access: 'Read', on: engagement('Identifier') },
  items: 'EngagementMemberList',
  first: (input, call) => findVisibleEngagement(call, input.Catalog, input.Identifier),
  query: (input, { reads }, engagement) =>
    queryMembers(reads, { catalog: input.Catalog, engagement_id: engagement.id }),
  keys: ['member.joined_at', 'member.account_id'],
  order: 'ASCENDING',
  show: (row) => {
    const member = toMember(row);
    return {
      AccountId: member.account_id,
      CompanyName: member.company_name,
      WebsiteUrl: member.website_url || undefined,
    };
  },
});
