import { operation } from '../operation.ts';
import { engagement } from '../resources.ts';
import { findVisibleEngagement } from '../visible.ts';

/** Fetches an engagement of which the caller is a member. Costs one query. */
export const getEngagement = operation(
  'GetEngagement',
  { access: 'Read', on: engagement('Identifier') },
  async (input, call) => {
    const engagement = await findVisibleEngagement(call, input.Catalog, input.Identifier);
    return {
      Id: engagement.id,
      Arn: call.services.arns.shared('engagement', input.Catalog, engagement.id),
      Title: engagement.title,
      Description: engagement.description,
      CreatedAt: engagement.created_at,
      CreatedBy: engagement.created_by,
      MemberCount: engagement.member_count,
      ModifiedAt: engagement.modified_at,
      ModifiedBy: engagement.modified_by,
      Contexts: engagement.contexts,
    };
  },
);
