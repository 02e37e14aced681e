import { DEFAULT_BUS, defaultBus, requireDefaultBus } from '../event-bus.ts';
import { operation } from '../operation.ts';

/** Returns the default event bus. Costs no query. */
export const describeEventBus = operation(
  'DescribeEventBus',
  'Read',
  async ({ Name = DEFAULT_BUS }, call) => {
    requireDefaultBus(call, Name);
    return defaultBus(call);
  },
);
