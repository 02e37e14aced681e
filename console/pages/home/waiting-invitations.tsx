import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSelling } from '../../api/selling.ts';
import { DaysLeft } from '../../parts/days-left.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { useAcceptInvitation } from '../../parts/use-answer-invitation.ts';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { ItemList, ItemRow } from './item-list.tsx';

const { turn } = words.home;
const SHOWN = 5;

/** The invitations that wait for this account's answer, those that expire first on top. */
export const WaitingInvitations = () => {
  const to = useTo();
  const { accept } = useAcceptInvitation();
  const query = useSelling('ListEngagementInvitations', {
    ParticipantType: 'RECEIVER',
    Status: ['PENDING'],
    MaxResults: SHOWN,
    // All of them last as long, so the oldest expires first.
    Sort: { SortBy: 'InvitationDate', SortOrder: 'ASCENDING' },
  });
  return (
    <ItemList
      title={turn.invitations}
      query={{
        ...query,
        data: query.data && {
          items: query.data.EngagementInvitationSummaries ?? [],
          hasMore: Boolean(query.data.NextToken),
        },
      }}
      keyOf={({ Id = '' }) => Id}
      row={(invitation) => (
        <ItemRow
          title={
            <PageLink to={to('invitations', invitation.Id ?? '')}>
              {invitation.EngagementTitle || invitation.Id}
            </PageLink>
          }
          detail={
            <>
              {turn.from(invitation.SenderCompanyName || invitation.SenderAwsAccountId || '')}
              {' · '}
              {invitation.ExpirationDate ? (
                <DaysLeft until={invitation.ExpirationDate} />
              ) : (
                words.invitation.types[invitation.PayloadType ?? '']
              )}
            </>
          }
          end={
            <SpaceBetween direction="horizontal" size="xs">
              <Button
                ariaLabel={turn.accept(invitation.EngagementTitle || invitation.Id || '')}
                onClick={() => void accept(invitation)}
              >
                {words.invitation.accept}
              </Button>
            </SpaceBetween>
          }
        />
      )}
      empty={turn.noInvitations}
      all={{ text: turn.allInvitations, to: to('invitations') }}
    />
  );
};
