import { DEFAULT_BUS, defaultBus } from '../event-bus.ts';
import { operation } from '../operation.ts';

/** Lists the event buses of the caller: the one that there is, if it has the prefix. Costs nothing. */
export const listEventBuses = operation('ListEventBuses', 'List', async ({ NamePrefix = '' }, call) => ({
  EventBuses: DEFAULT_BUS.startsWith(NamePrefix) ? [defaultBus(call)] : [],
}));
