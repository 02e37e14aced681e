import { changeContexts } from '../../changes/engagements/change-contexts.ts';
import { recordEvents } from '../../events/record.ts';
import {
  businessValidationFailed,
  ConflictException,
  ServiceQuotaExceededException,
} from '../../model/errors.ts';
import {
  CONTEXT_LIMIT,
  datedContext,
  nextContextId,
  payloadFaults,
} from '../../rules/engagements/contexts.ts';
import { oncePerToken } from '../idempotency.ts';
import { operation } from '../operation.ts';
import { engagement } from '../resources.ts';
import { findVisibleEngagement } from '../visible.ts';

/** Adds a context to an engagement of which the caller is a member. Costs one transaction. */
export const createEngagementContext = operation(
  'CreateEngagementContext',
  {
    access: 'Write',
    on: engagement('EngagementIdentifier'),
    needs: [{ action: 'GetEngagement', on: engagement('EngagementIdentifier') }],
  },
  (input, call, name) =>
    oncePerToken(call, name, input, async (work) => {
      const engagement = await findVisibleEngagement(
        call,
        input.Catalog,
        input.EngagementIdentifier,
        work.tx,
      );
      const faults = payloadFaults(input.Type, input.Payload, 'Payload');
      if (faults.length > 0) throw businessValidationFailed(faults);
      if (engagement.contexts.length >= CONTEXT_LIMIT) {
        throw ServiceQuotaExceededException(
          `An engagement can have ${CONTEXT_LIMIT} contexts. Update one instead.`,
        );
      }
      const given = { Id: nextContextId(engagement.contexts), Type: input.Type, Payload: input.Payload };
      const context = datedContext(given, work.now);
      const changed = await changeContexts(work, engagement, call.account, [...engagement.contexts, context]);
      if (!changed) throw ConflictException('The engagement was changed at the same moment. Try again.');
      await recordEvents(work.tx, work.services, work.now, changed.announcements);
      return {
        EngagementId: engagement.id,
        EngagementArn: work.services.arns.shared('engagement', input.Catalog, engagement.id),
        EngagementLastModifiedAt: changed.engagement.modified_at,
        ContextId: context.Id,
      };
    }),
);
