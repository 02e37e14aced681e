import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { Output } from '../../api/selling.ts';
import { InvitationStatus } from '../../parts/badges.tsx';
import { CopyId } from '../../parts/copy-id.tsx';
import type { Column } from '../../parts/data-table.tsx';
import { DaysLeft } from '../../parts/days-left.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { Time } from '../../parts/time.tsx';
import { useAcceptInvitation } from '../../parts/use-answer-invitation.ts';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { RejectInvitation } from './reject-invitation.tsx';

/** An invitation as lists show it. */
export type Invitation = NonNullable<
  Output<'ListEngagementInvitations'>['EngagementInvitationSummaries']
>[number];

const TitleLink = ({ invitation: { Id = '', EngagementTitle } }: { invitation: Invitation }) => {
  const to = useTo();
  return <PageLink to={to('invitations', Id)}>{EngagementTitle || Id}</PageLink>;
};

/** The menu of a row. What its status forbids is disabled, with the reason. */
const Answer = ({ invitation }: { invitation: Invitation }) => {
  const { Id = '', EngagementTitle, Status } = invitation;
  const { accept } = useAcceptInvitation();
  const [isRejecting, setRejecting] = useState(false);
  const reason = words.invitation.closed[Status ?? ''];
  const unless = reason !== undefined ? { disabled: true, disabledReason: reason } : {};
  return (
    <>
      <ButtonDropdown
        variant="inline-icon"
        expandToViewport
        ariaLabel={words.invitations.actOn(EngagementTitle || Id)}
        items={[
          { id: 'accept', text: words.invitation.accept, ...unless },
          { id: 'reject', text: words.invitation.reject, ...unless },
        ]}
        onItemClick={({ detail: { id } }) => (id === 'accept' ? void accept(invitation) : setRejecting(true))}
      />
      {isRejecting && <RejectInvitation id={Id} onDone={() => setRejecting(false)} />}
    </>
  );
};

const { columns } = words.invitations;

const title: Column<Invitation> = {
  id: 'title',
  header: columns.title,
  isRowHeader: true,
  width: 260,
  cell: (invitation) => <TitleLink invitation={invitation} />,
};

const common: readonly Column<Invitation>[] = [
  {
    id: 'status',
    header: columns.status,
    width: 160,
    cell: ({ Status, ExpirationDate }) => (
      <SpaceBetween size="xxxs">
        <InvitationStatus of={Status} />
        {Status === 'PENDING' && ExpirationDate && <DaysLeft until={ExpirationDate} />}
      </SpaceBetween>
    ),
  },
  {
    id: 'type',
    header: columns.type,
    width: 120,
    cell: ({ PayloadType }) => words.invitation.types[PayloadType ?? ''] ?? words.none,
  },
  {
    id: 'date',
    header: columns.date,
    width: 130,
    sortBy: 'InvitationDate',
    cell: ({ InvitationDate }) => <Time at={InvitationDate} />,
  },
];

const id: Column<Invitation> = {
  id: 'id',
  header: columns.id,
  width: 200,
  cell: ({ Id }) => <CopyId id={Id} />,
};

export const RECEIVED: readonly Column<Invitation>[] = [
  title,
  {
    id: 'sender',
    header: columns.sender,
    width: 140,
    cell: ({ SenderCompanyName, SenderAwsAccountId }) => SenderCompanyName || SenderAwsAccountId,
  },
  ...common,
  {
    id: 'act',
    header: columns.act,
    width: 110,
    cell: (invitation) => <Answer invitation={invitation} />,
  },
  id,
];

export const SENT: readonly Column<Invitation>[] = [
  title,
  {
    id: 'receiver',
    header: columns.receiver,
    width: 180,
    cell: ({ Receiver }) => Receiver?.Account?.Alias || Receiver?.Account?.AwsAccountId || words.none,
  },
  ...common,
  id,
];
