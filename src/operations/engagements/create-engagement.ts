import { openEngagement } from '../../changes/engagements/open-engagement.ts';
import { recordEvents } from '../../events/record.ts';
import { businessValidationFailed } from '../../model/errors.ts';
import { contextFaults, datedContext, numberContexts } from '../../rules/engagements/contexts.ts';
import { oncePerToken } from '../idempotency.ts';
import { operation } from '../operation.ts';
import { engagement } from '../resources.ts';

/** Creates an engagement, with the caller as its first member. Costs one transaction. */
export const createEngagement = operation(
  'CreateEngagement',
  { access: 'Write', on: engagement() },
  (input, call, name) =>
    oncePerToken(call, name, input, async (work) => {
      const { tx, now, services } = work;
      const faults = contextFaults(input.Contexts ?? []);
      if (faults.length > 0) throw businessValidationFailed(faults);
      const { engagement, announcements } = await openEngagement(work, call.account, {
        catalog: input.Catalog,
        title: input.Title ?? '',
        description: input.Description ?? '',
        contexts: numberContexts(input.Contexts ?? []).map((context) => datedContext(context, now)),
      });
      await recordEvents(tx, services, now, announcements);
      return {
        Id: engagement.id,
        Arn: services.arns.shared('engagement', input.Catalog, engagement.id),
        ModifiedAt: now,
      };
    }),
);
