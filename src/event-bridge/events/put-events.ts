import { type OwnEvent, recordOwnEvents } from '../../events/record-own.ts';
import { ValidationException } from '../../model/errors.ts';
import { entryFault } from '../../rules/events/entries.ts';
import { isDefaultBus } from '../event-bus.ts';
import { operation } from '../operation.ts';
import { busesOfEntries } from '../resources.ts';

/**
 * Records events of the caller for the rules on its default bus. The caller's feed holds them in the order of the
 * entries, among the events of the service. The result of an entry is its event's id, or why it is refused. An event
 * for a bus that does not exist gets an id, but is not delivered, as at AWS (reported). Costs one transaction, with one
 * statement.
 */
export const putEvents = operation(
  'PutEvents',
  {
    access: 'Write',
    on: busesOfEntries,
    keys: {
      'events:source': ({ Entries }) => Entries?.flatMap(({ Source }) => Source ?? []),
      'events:detail-type': ({ Entries }) => Entries?.flatMap(({ DetailType }) => DetailType ?? []),
    },
  },
  async ({ Entries, EndpointId }, call) => {
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
  },
);
