import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { Paths } from '../../api/operator-paths.ts';
import { words } from '../../words.ts';

/** A call in the journal's list. */
export type Entry =
  Paths['/_cosell/requests']['get']['responses'][200]['content']['application/json']['requests'][number];

const KINDS: Readonly<Record<Entry['outcome'], StatusIndicatorProps.Type>> = {
  ok: 'success',
  refused: 'error',
  denied: 'error',
  throttled: 'warning',
  failed: 'error',
  dropped: 'stopped',
};

/** How a call ended: its error, or that it was well. */
export const Outcome = ({ of: { outcome, errorCode, status } }: { of: Entry }) => (
  <StatusIndicator type={KINDS[outcome]} wrapText={false}>
    {outcome === 'ok' ? String(status) : `${errorCode ?? words.requests.outcomes[outcome]} (${status})`}
  </StatusIndicator>
);
