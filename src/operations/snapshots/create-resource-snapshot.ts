import { addProject } from '../../changes/engagements/add-project.ts';
import { takeSnapshot } from '../../changes/snapshots/take-snapshot.ts';
import type { Work } from '../../changes/work.ts';
import { recordEvents } from '../../events/record.ts';
import { isUniqueViolation } from '../../kit/sql/errors.ts';
import {
  businessValidationFailed,
  ConflictException,
  ServiceQuotaExceededException,
} from '../../model/errors.ts';
import { CONTEXT_LIMIT, lacksProject } from '../../rules/engagements/contexts.ts';
import { templateFaults } from '../../rules/snapshots/templates.ts';
import { addToEngagement } from '../../store/repositories/engagement-resources.ts';
import { type Engagement, lockEngagement } from '../../store/repositories/engagements.ts';
import { lockOpportunity, type Opportunity } from '../../store/repositories/opportunities.ts';
import { oncePerToken } from '../idempotency.ts';
import { notFound } from '../not-found.ts';
import { operation } from '../operation.ts';
import { opportunity, snapshot } from '../resources.ts';
import { orException } from '../step-failure.ts';
import { findVisibleEngagement } from '../visible.ts';

/**
 * Shares a snapshot of an opportunity of the caller in an engagement of the caller. Returns the latest revision if
 * its view has not changed. An engagement that came from a lead gets the opportunity's project as a context,
 * so that it can be submitted (AWS docs: working-with-your-leads, "Linking Opportunity to Lead Engagement"). Costs one
 * transaction.
 */
export const createResourceSnapshot = operation(
  'CreateResourceSnapshot',
  {
    access: 'Write',
    on: snapshot,
    needs: [
      { action: 'GetOpportunity', on: opportunity('ResourceIdentifier') },
      { action: 'GetAwsOpportunitySummary', on: opportunity('ResourceIdentifier') },
    ],
  },
  (input, call, name) =>
    oncePerToken(call, name, input, async (work) => {
      const { tx, now, services } = work;
      const engagement = await findVisibleEngagement(call, input.Catalog, input.EngagementIdentifier, tx);
      // Lock order: the engagement before the opportunity.
      const lead = lacksProject(engagement.contexts)
        ? await lockEngagement(tx, { catalog: input.Catalog, id: engagement.id })
        : undefined;
      const opportunity = await lockOpportunity(tx, {
        catalog: input.Catalog,
        account_id: call.account,
        id: input.ResourceIdentifier,
      });
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
      await addToEngagement(tx, {
        catalog: input.Catalog,
        engagement_id: engagement.id,
        owner: call.account,
        opportunity_id: opportunity.id,
      });
      const project = lead && lacksProject(lead.contexts) ? await addTheProject(work, lead, opportunity) : [];
      const taken = await orException(takeSnapshot(work, subject, opportunity), 'ResourceIdentifier').catch(
        (error: unknown) => {
          throw isUniqueViolation(error) ? raced() : error;
        },
      );
      await recordEvents(tx, services, now, [...project, ...taken.announcements]);
      const arn = services.arns.snapshot(input.Catalog, taken.snapshot);
      return { Arn: arn, Revision: taken.snapshot.revision };
    }),
);

const addTheProject = async (work: Work, engagement: Engagement, { account_id, document }: Opportunity) => {
  if (engagement.contexts.length >= CONTEXT_LIMIT) {
    throw ServiceQuotaExceededException(
      `The engagement already has ${CONTEXT_LIMIT} contexts, the maximum, so the opportunity's project cannot be added.`,
    );
  }
  return (await addProject(work, engagement, account_id, document)).announcements;
};

const raced = () =>
  ConflictException('Another snapshot of the opportunity was taken at the same moment. Try again.');
