import Box from '@cloudscape-design/components/box';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { Paths } from '../../api/operator-paths.ts';
import { Time } from '../../parts/time.tsx';
import { words } from '../../words.ts';

const text = words.events.deliveries;

/** An attempt to deliver an event. */
export type Delivery =
  Paths['/_cosell/deliveries']['get']['responses'][200]['content']['application/json']['deliveries'][number];

const KINDS: Readonly<Record<Delivery['outcome'], StatusIndicatorProps.Type>> = {
  delivered: 'success',
  retry: 'warning',
  dead: 'error',
  passedOver: 'stopped',
};

/** What became of an event at a target, why, and what follows. */
export const DeliveryOutcome = ({ of: { outcome, message, retryAt } }: { of: Delivery }) => (
  <div className="event-said">
    <StatusIndicator type={KINDS[outcome]}>{text.outcomes[outcome]}</StatusIndicator>
    {message && (
      <Box variant="small" display="block">
        {message}
      </Box>
    )}
    {retryAt && (
      <Box variant="small" display="block">
        {text.nextAttempt} <Time at={retryAt} />
      </Box>
    )}
  </div>
);
