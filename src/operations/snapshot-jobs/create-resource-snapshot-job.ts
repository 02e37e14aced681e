import { newSnapshotJob } from '../../changes/snapshots/start-snapshot-job.ts';
import { isUniqueViolation } from '../../kit/sql/errors.ts';
import { businessValidationFailed, ConflictException } from '../../model/errors.ts';
import { templateFaults } from '../../rules/snapshots/templates.ts';
import { tagFaults } from '../../rules/tags.ts';
import { addToEngagement } from '../../store/repositories/engagement-resources.ts';
import { lockOpportunity } from '../../store/repositories/opportunities.ts';
import { insertSnapshotJob } from '../../store/repositories/snapshots.ts';
import { putTags } from '../../store/repositories/tags.ts';
import { oncePerToken } from '../idempotency.ts';
import { notFound } from '../not-found.ts';
import { operation } from '../operation.ts';
import { opportunity, snapshot, snapshotJob } from '../resources.ts';
import { findVisibleEngagement } from '../visible.ts';

/**
 * Creates a Stopped snapshot job for an opportunity of the caller in an engagement of the caller, and associates the
 * opportunity with the engagement. Costs one transaction.
 */
export const createResourceSnapshotJob = operation(
  'CreateResourceSnapshotJob',
  {
    access: 'Write',
    on: snapshotJob(),
    needs: [
      { action: 'CreateResourceSnapshot', on: snapshot },
      { action: 'GetOpportunity', on: opportunity('ResourceIdentifier') },
      { action: 'TagResource', on: snapshotJob(), ifGiven: 'Tags' },
    ],
  },
  (input, call, name) =>
    oncePerToken(call, name, input, async (work) => {
      const { tx, services } = work;
      const engagement = await findVisibleEngagement(call, input.Catalog, input.EngagementIdentifier, tx);
      const opportunity = await lockOpportunity(tx, {
        catalog: input.Catalog,
        account_id: call.account,
        id: input.ResourceIdentifier,
      });
      if (!opportunity) throw notFound('opportunity', input.ResourceIdentifier);
      const template = input.ResourceSnapshotTemplateIdentifier;
      const faults = [...templateFaults(template), ...tagFaults(input.Tags ?? [])];
      if (faults.length > 0) throw businessValidationFailed(faults);

      const job = newSnapshotJob(work, opportunity, engagement.id, template);
      await insertSnapshotJob(tx, job).catch((error: unknown) => {
        throw isUniqueViolation(error) ? exists() : error;
      });
      await addToEngagement(tx, {
        catalog: input.Catalog,
        engagement_id: engagement.id,
        owner: call.account,
        opportunity_id: opportunity.id,
      });
      const arn = services.arns.owned('resource-snapshot-job', call.account, input.Catalog, job.id);
      await putTags(tx, arn, input.Tags ?? []);
      return { Id: job.id, Arn: arn };
    }),
);

const exists = () =>
  ConflictException(
    'A snapshot job for this opportunity, engagement and template exists. List them to find it.',
  );
