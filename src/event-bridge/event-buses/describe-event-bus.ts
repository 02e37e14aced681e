import { DEFAULT_BUS, defaultBus, requireDefaultBus } from '../event-bus.ts';
import { operation } from '../operation.ts';
import { eventBus } from '../resources.ts';

/** Returns the default event bus. Costs no query. */
export const describeEventBus = operation(
  'DescribeEventBus',
  { access: 'Read', on: eventBus('Name') },
  async ({ Name = DEFAULT_BUS }, call) => {
    requireDefaultBus(call, Name);
    return defaultBus(call);
  },
);
