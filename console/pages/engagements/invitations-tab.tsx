import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import { useHref } from 'react-router';
import { type Output, useSelling } from '../../api/selling.ts';
import { InvitationStatus } from '../../parts/badges.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { Time } from '../../parts/time.tsx';
import { useFollow, useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { type Engagement, MEMBER_LIMIT, useNameOf } from './members.ts';

const text = words.engagements;
type Invitation = NonNullable<Output<'ListEngagementInvitations'>['EngagementInvitationSummaries']>[number];

/** The invitations to an engagement that the account sent or received: an account sees no others. */
export const useInvitations = (engagementId: string) => {
  const of = (ParticipantType: 'SENDER' | 'RECEIVER') => ({
    ParticipantType,
    EngagementIdentifier: [engagementId],
    MaxResults: 100,
  });
  const sent = useSelling('ListEngagementInvitations', of('SENDER'));
  const received = useSelling('ListEngagementInvitations', of('RECEIVER'));
  const isRead = sent.data !== undefined && received.data !== undefined;
  const items = [
    ...(sent.data?.EngagementInvitationSummaries ?? []),
    ...(received.data?.EngagementInvitationSummaries ?? []),
  ].sort((one, other) => (other.InvitationDate ?? '').localeCompare(one.InvitationDate ?? ''));
  return {
    data: isRead ? items : undefined,
    error: sent.error ?? received.error,
    refetch: () => Promise.all([sent.refetch(), received.refetch()]),
  };
};

/** Leads to the form that invites a partner to this engagement. */
export const InviteButton = ({
  engagement,
  variant = 'normal',
}: {
  engagement: Engagement;
  variant?: 'normal' | 'primary';
}) => {
  const to = useTo();
  const follow = useFollow();
  const address = `${to('invitations', 'create')}?engagement=${encodeURIComponent(engagement.Id ?? '')}`;
  const href = useHref(address);
  const isFull = (engagement.MemberCount ?? 0) >= MEMBER_LIMIT;
  return (
    <Button
      variant={variant}
      href={href}
      onFollow={(event) => follow(event, address)}
      disabled={isFull}
      disabledReason={isFull ? text.full : ''}
    >
      {text.invite}
    </Button>
  );
};

/** The company of a member, else what the sender called the receiver. */
const receiverOf = (
  receiver: { Alias?: string | null; AwsAccountId?: string | null } | null | undefined,
  nameOf: (account: string) => string,
): string => {
  const account = receiver?.AwsAccountId ?? '';
  const name = nameOf(account);
  return name === account ? receiver?.Alias || account : name;
};

export const InvitationsTab = ({ engagement }: { engagement: Engagement }) => {
  const to = useTo();
  const nameOf = useNameOf(engagement.Id ?? '');
  return (
    <Loaded query={useInvitations(engagement.Id ?? '')}>
      {(invitations) => (
        <DataTable<Invitation>
          label={text.invitations}
          header={
            <Header
              counter={`(${invitations.length})`}
              description={text.invitationsHelp}
              actions={<InviteButton engagement={engagement} />}
            >
              {text.invitations}
            </Header>
          }
          items={invitations}
          keyOf={({ Id }) => Id ?? ''}
          columns={[
            {
              id: 'who',
              header: text.invited,
              isRowHeader: true,
              cell: ({ Id, ParticipantType, Receiver, SenderCompanyName }) => (
                <PageLink to={to('invitations', Id ?? '')}>
                  {ParticipantType === 'SENDER'
                    ? text.toReceiver(receiverOf(Receiver?.Account, nameOf))
                    : text.fromSender(SenderCompanyName || words.none)}
                </PageLink>
              ),
            },
            {
              id: 'kind',
              header: text.about,
              cell: ({ PayloadType }) => text.payloads[PayloadType ?? ''] ?? PayloadType ?? words.none,
            },
            { id: 'status', header: text.status, cell: ({ Status }) => <InvitationStatus of={Status} /> },
            { id: 'date', header: text.sent, cell: ({ InvitationDate }) => <Time at={InvitationDate} /> },
            {
              id: 'expires',
              header: text.expires,
              cell: ({ ExpirationDate }) => <Time at={ExpirationDate} />,
            },
          ]}
          empty={text.noInvitations}
        />
      )}
    </Loaded>
  );
};
