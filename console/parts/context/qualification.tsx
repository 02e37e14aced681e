import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { words } from '../../words.ts';

const KINDS: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  unqualified: 'pending',
  qualified: 'success',
  disqualified: 'stopped',
};

/** The qualification of a lead: a text of its own choice, of which some are known. */
export const Qualification = ({ of }: { of: string | null | undefined }) =>
  of ? (
    <StatusIndicator type={KINDS[of.toLowerCase()] ?? 'info'}>{of}</StatusIndicator>
  ) : (
    <StatusIndicator type="pending">{words.contexts.noQualification}</StatusIndicator>
  );
