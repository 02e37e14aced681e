import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useSellingAction } from '../../api/selling.ts';
import type { Task } from '../../api/task.ts';
import { notify } from '../../parts/notices.tsx';
import { KeyButton } from '../../parts/shortcuts/key-button.tsx';
import { useAcceptInvitation } from '../../parts/use-answer-invitation.ts';
import { words } from '../../words.ts';
import type { InvitationDetails } from './details.ts';
import { RejectInvitation } from './reject-invitation.tsx';

/** The receiver's answers, as far as its status allows them. */
export const Actions = ({ invitation, task }: { invitation: InvitationDetails; task: Task | undefined }) => {
  const { Id = '', Status, PayloadType } = invitation;
  const { accept, isBusy } = useAcceptInvitation();
  const join = useSellingAction('AcceptEngagementInvitation');
  const [isRejecting, setRejecting] = useState(false);
  const isOfOpportunity = PayloadType === 'OpportunityInvitation';
  const isRunning = isBusy || task?.status === 'IN_PROGRESS';
  const joinAlone = () =>
    join.mutate(
      { Identifier: Id },
      {
        onError: ({ message }) =>
          notify({ type: 'error', header: words.invitation.notAccepted, content: message }),
      },
    );
  // A task that failed after the acceptance has its own button, where it tells why.
  if (Status === 'ACCEPTED' && isOfOpportunity && task === undefined) {
    return (
      <Button variant="primary" loading={isRunning} onClick={() => void accept(invitation)}>
        {words.invitation.resume}
      </Button>
    );
  }
  if (Status !== 'PENDING') return null;
  return (
    <>
      <SpaceBetween direction="horizontal" size="xs">
        {isOfOpportunity && (
          <ButtonDropdown
            items={[{ id: 'join', text: words.invitation.join, description: words.invitation.joinHelp }]}
            loading={join.isPending}
            disabled={isRunning}
            onItemClick={joinAlone}
          >
            {words.actions.more}
          </ButtonDropdown>
        )}
        <Button disabled={isRunning} onClick={() => setRejecting(true)}>
          {words.invitation.reject}
        </Button>
        <KeyButton shortcut="a" variant="primary" loading={isRunning} onClick={() => void accept(invitation)}>
          {words.invitation.accept}
        </KeyButton>
      </SpaceBetween>
      {isRejecting && <RejectInvitation id={Id} onDone={() => setRejecting(false)} />}
    </>
  );
};
