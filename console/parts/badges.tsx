import Badge from '@cloudscape-design/components/badge';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { words } from '../words.ts';

type Kind = StatusIndicatorProps.Type;

const REVIEW: Readonly<Record<string, Kind>> = {
  'Pending Submission': 'pending',
  Submitted: 'in-progress',
  'In review': 'in-progress',
  Approved: 'success',
  Rejected: 'error',
  'Action Required': 'warning',
};
const INVITATION: Readonly<Record<string, Kind>> = {
  ACCEPTED: 'success',
  PENDING: 'pending',
  REJECTED: 'error',
  EXPIRED: 'stopped',
};
const TASK: Readonly<Record<string, Kind>> = {
  IN_PROGRESS: 'in-progress',
  COMPLETE: 'success',
  FAILED: 'error',
};

const status = (kinds: Readonly<Record<string, Kind>>) =>
  function Status({ of }: { of: string | null | undefined }) {
    return of ? (
      <StatusIndicator type={kinds[of] ?? 'info'}>{words.states[of] ?? of}</StatusIndicator>
    ) : (
      words.none
    );
  };

/** The status of AWS's review of an opportunity. */
export const ReviewStatus = status(REVIEW);
/** The status of an invitation. */
export const InvitationStatus = status(INVITATION);
/** The status of a task. */
export const TaskStatus = status(TASK);

const STAGE_COLORS: Readonly<Record<string, 'blue' | 'grey' | 'green' | 'red'>> = {
  Prospect: 'grey',
  Launched: 'green',
  'Closed Lost': 'red',
};

/** The stage of an opportunity. */
export const Stage = ({ of }: { of: string | null | undefined }) =>
  of ? <Badge color={STAGE_COLORS[of] ?? 'blue'}>{of}</Badge> : words.none;
