import { recordEvents } from '../../events/record.ts';
import { businessValidationFailed, ConflictException } from '../../model/errors.ts';
import { templateFaults } from '../../rules/snapshot-templates.ts';
import { isUniqueViolation } from '../../store/dialects/errors.ts';
import { associateOpportunity } from '../../store/repositories/engagement-resources.ts';
import { lockOpportunity } from '../../store/repositories/opportunities.ts';
import { takeSnapshot } from '../../workflows/take-snapshot.ts';
import { oncePerToken } from '../idempotency.ts';
import { notFound } from '../not-found.ts';
import { operation } from '../operation.ts';
import { orException } from '../step-failure.ts';
import { findVisibleEngagement } from '../visible.ts';

/**
 * Shares a snapshot of an opportunity of the caller's in an engagement of the caller's. Where its view is that of the
 * latest revision still, that one is answered. Costs one transaction.
 */
export const createResourceSnapshot = operation('CreateResourceSnapshot', 'Write', (input, call) =>
  oncePerToken(call, 'CreateResourceSnapshot', input, async (work) => {
    const { tx, now, services } = work;
    const engagement = await findVisibleEngagement(call, input.Catalog, input.EngagementIdentifier, tx);
    const opportunity = await lockOpportunity(tx, input.Catalog, call.account, input.ResourceIdentifier);
    if (!opportunity) throw notFound('opportunity', input.ResourceIdentifier);
    const template = input.ResourceSnapshotTemplateIdentifier;
    const faults = templateFaults(template);
    if (faults.length > 0) throw businessValidationFailed(faults);

    const subject = {
      catalog: input.Catalog,
      engagement_id: engagement.id,
      resource_type: 'Opportunity',
      resource_id: opportunity.id,
      template,
    };
    await associateOpportunity(tx, input.Catalog, engagement.id, opportunity.id, call.account);
    const taken = await orException(takeSnapshot(work, subject, opportunity), 'ResourceIdentifier').catch(
      (error: unknown) => {
        throw isUniqueViolation(error) ? raced() : error;
      },
    );
    await recordEvents(tx, services, now, taken.announcements);
    const arn = services.arns.snapshot(input.Catalog, taken.snapshot);
    return { Arn: arn, Revision: taken.snapshot.revision };
  }),
);

const raced = () =>
  ConflictException('Another snapshot of the opportunity was taken at the same moment. Try again.');
