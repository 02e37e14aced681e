import { DEFAULT_BUS, defaultBus, requireDefaultBus } from '../event-bus.ts';
import { operation } from '../operation.ts';

/** Shows the default event bus. Costs nothing. */
export const describeEventBus = operation(
  'DescribeEventBus',
  'Read',
  async ({ Name = DEFAULT_BUS }, call) => {
    requireDefaultBus(call, Name);
    return defaultBus(call);
  },
);
