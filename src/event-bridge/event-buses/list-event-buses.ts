import { DEFAULT_BUS, defaultBus } from '../event-bus.ts';
import { operation } from '../operation.ts';

/** Lists the default event bus if its name has the prefix. Costs no query. */
export const listEventBuses = operation('ListEventBuses', 'List', async ({ NamePrefix = '' }, call) => ({
  EventBuses: DEFAULT_BUS.startsWith(NamePrefix) ? [defaultBus(call)] : [],
}));
