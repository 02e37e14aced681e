import { engagementCreated } from '../../events/catalogue.ts';
import { recordEvents } from '../../events/record.ts';
import { businessValidationFailed } from '../../model/errors.ts';
import { contextFaults, datedContext, numberContexts } from '../../rules/engagements/contexts.ts';
import { insertEngagement } from '../../store/repositories/engagements.ts';
import { oncePerToken } from '../idempotency.ts';
import { operation } from '../operation.ts';

/** Creates an engagement, with the caller as its first member. Costs one transaction. */
export const createEngagement = operation('CreateEngagement', 'Write', (input, call) =>
  oncePerToken(call, 'CreateEngagement', input, async ({ tx, now, services }) => {
    const faults = contextFaults(input.Contexts ?? []);
    if (faults.length > 0) throw businessValidationFailed(faults);
    const engagement = {
      catalog: input.Catalog,
      id: services.ids.engagement(),
      title: input.Title ?? '',
      description: input.Description ?? '',
      created_at: now,
      created_by: call.account,
      modified_at: now,
      modified_by: call.account,
      contexts: numberContexts(input.Contexts ?? []).map((context) => datedContext(context, now)),
    };
    await insertEngagement(tx, engagement);
    await recordEvents(tx, services, now, [
      { to: [call.account], event: engagementCreated(services.arns, engagement) },
    ]);
    return {
      Id: engagement.id,
      Arn: services.arns.shared('engagement', input.Catalog, engagement.id),
      ModifiedAt: now,
    };
  }),
);
