import { changeContexts } from '../../changes/engagements/change-contexts.ts';
import { recordEvents } from '../../events/record.ts';
import {
  businessValidationFailed,
  ConflictException,
  ServiceQuotaExceededException,
} from '../../model/errors.ts';
import {
  hasTooManyInteractions,
  INTERACTION_LIMIT,
  payloadFaults,
  updatedContext,
} from '../../rules/engagements/contexts.ts';
import { notFound } from '../not-found.ts';
import { operation } from '../operation.ts';
import { engagement } from '../resources.ts';
import { findVisibleEngagement } from '../visible.ts';

/** Updates a context of an engagement if the caller has seen the latest state. Costs one transaction. */
export const updateEngagementContext = operation(
  'UpdateEngagementContext',
  {
    access: 'Write',
    on: engagement('EngagementIdentifier'),
    needs: [{ action: 'GetEngagement', on: engagement('EngagementIdentifier') }],
  },
  (input, call) =>
    call.transaction(async (work) => {
      const engagement = await findVisibleEngagement(
        call,
        input.Catalog,
        input.EngagementIdentifier,
        work.tx,
      );
      const context = engagement.contexts.find(({ Id }) => Id === input.ContextIdentifier);
      if (!context) throw notFound('engagement context', input.ContextIdentifier);
      const faults = [
        ...payloadFaults(input.Type, input.Payload, 'Payload'),
        ...(context.Type === input.Type ? [] : [otherType(context.Type)]),
      ];
      if (faults.length > 0) throw businessValidationFailed(faults);
      if (engagement.modified_at !== input.EngagementLastModifiedAt) throw outdated();
      if (hasTooManyInteractions(context, input.Payload)) {
        throw ServiceQuotaExceededException(
          `The lead already has ${INTERACTION_LIMIT} interactions, the maximum.`,
        );
      }
      const contexts = engagement.contexts.map((other) =>
        other === context ? updatedContext(other, input.Payload, work.now) : other,
      );
      const changed = await changeContexts(work, engagement, call.account, contexts);
      if (!changed) throw outdated();
      await recordEvents(work.tx, work.services, work.now, changed.announcements);
      return {
        EngagementId: engagement.id,
        EngagementArn: work.services.arns.shared('engagement', input.Catalog, engagement.id),
        EngagementLastModifiedAt: changed.engagement.modified_at,
        ContextId: input.ContextIdentifier,
      };
    }),
);

const otherType = (type: string | undefined) => ({
  FieldName: 'Type',
  Message: `The context is of Type ${type}, which cannot change.`,
  Code: 'INVALID_VALUE' as const,
});

const outdated = () =>
  ConflictException(
    'EngagementLastModifiedAt is not that of the latest state. Get the engagement, and try again.',
  );
