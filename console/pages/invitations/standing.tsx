import Alert from '@cloudscape-design/components/alert';
import type { ReactNode } from 'react';
import type { Task } from '../../api/task.ts';
import { PageLink } from '../../parts/page-link.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import type { InvitationDetails } from './details.ts';

/** Whose turn it is, if the heading and the task's steps do not say it. */
export const Standing = ({
  invitation: { Status, PayloadType, EngagementId = '', RejectionReason },
  isReceiver,
  task,
}: {
  invitation: InvitationDetails;
  isReceiver: boolean;
  task: Task | undefined;
}) => {
  const to = useTo();
  const lead = <PageLink to={to('leads', EngagementId)}>{words.invitations.openLead}</PageLink>;
  const engagement = (
    <PageLink to={to('engagements', EngagementId)}>{words.invitations.openEngagement}</PageLink>
  );
  switch (Status) {
    case 'PENDING':
      return isReceiver ? null : <Alert>{words.invitations.waiting}</Alert>;
    case 'ACCEPTED':
      if (!isReceiver) return null;
      if (PayloadType === 'LeadInvitation') {
        return <Told text={words.invitations.acceptedLead} action={lead} type="success" />;
      }
      if (task) return null;
      return <Told text={words.invitations.acceptedNoOpportunity} action={engagement} type="info" />;
    case 'REJECTED':
      return (
        <Alert type="info" header={isReceiver ? words.invitations.hiddenRejected : words.states.REJECTED}>
          {RejectionReason && `${words.invitations.reason}: ${RejectionReason}`}
        </Alert>
      );
    default:
      return <Alert type="warning">{words.invitation.closed[Status ?? '']}</Alert>;
  }
};

const Told = ({ text, action, type }: { text: string; action: ReactNode; type: 'success' | 'info' }) => (
  <Alert type={type}>
    {text} {action}
  </Alert>
);
