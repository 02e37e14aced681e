import { maySeeSnapshot } from '../../rules/snapshots/templates.ts';
import { findSnapshot } from '../../store/repositories/snapshots.ts';
import { notFound } from '../not-found.ts';
import { operation } from '../operation.ts';
import { snapshot } from '../resources.ts';
import { findVisibleEngagement } from '../visible.ts';

/** Fetches a revision, by default the latest, of a snapshot in an engagement of the caller. Costs two queries. */
export const getResourceSnapshot = operation(
  'GetResourceSnapshot',
  { access: 'Read', on: snapshot },
  async (input, call) => {
    const engagement = await findVisibleEngagement(call, input.Catalog, input.EngagementIdentifier);
    const subject = {
      catalog: input.Catalog,
      engagement_id: engagement.id,
      resource_type: input.ResourceType ?? 'Opportunity',
      resource_id: input.ResourceIdentifier,
      template: input.ResourceSnapshotTemplateIdentifier,
    };
    const snapshot = await findSnapshot(call.reads, subject, input.Revision);
    if (!snapshot || !maySeeSnapshot(snapshot, call.account)) {
      throw notFound('resource snapshot of', input.ResourceIdentifier);
    }
    return {
      Catalog: input.Catalog,
      Arn: call.services.arns.snapshot(input.Catalog, snapshot),
      CreatedBy: snapshot.created_by,
      CreatedAt: snapshot.created_at,
      EngagementId: snapshot.engagement_id,
      ResourceType: 'Opportunity' as const,
      ResourceId: snapshot.resource_id,
      ResourceSnapshotTemplateName: snapshot.template,
      Revision: snapshot.revision,
      Payload: snapshot.payload,
      TargetMemberAccounts: snapshot.target_accounts,
    };
  },
);
