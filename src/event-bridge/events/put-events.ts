import { type OwnEvent, recordOwnEvents } from '../../events/record-own.ts';
import { ValidationException } from '../../model/errors.ts';
import { entryFault } from '../../rules/events/entries.ts';
import { isDefaultBus } from '../event-bus.ts';
import { operation } from '../operation.ts';

/**
 * Takes events of the caller's own, for the rules on its default bus: they stand in its feed in the order of the entries,
 * among the events of the service. Each entry has a result: its event's id, or why it is refused. What is for a bus that
 * is not there has an id, and nobody gets it, as at AWS (reported). Costs one transaction, with one statement.
 */
export const putEvents = operation('PutEvents', 'Write', async ({ Entries, EndpointId }, call) => {
  if (EndpointId !== undefined) {
    throw ValidationException(
      'Parameter EndpointId is not valid. Reason: This server has no global endpoints.',
    );
  }
  const { ids } = call.services;
  const events: OwnEvent[] = [];
  const results = Entries.map((entry) => {
    const fault = entryFault(entry);
    if (fault) return fault;
    const { Source = '', DetailType = '', Detail = '{}', Resources = [], Time = call.now } = entry;
    const EventId = ids.uuid();
    if (isDefaultBus(call, entry.EventBusName)) {
      const detail: Record<string, unknown> = JSON.parse(Detail);
      events.push({
        id: EventId,
        source: Source,
        detailType: DetailType,
        time: Time,
        resources: Resources,
        detail,
      });
    }
    return { EventId };
  });
  if (events.length > 0) {
    await call.transaction(({ tx }) => recordOwnEvents(tx, call.services, call.account, events));
  }
  return {
    FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length,
    Entries: results,
  };
});
