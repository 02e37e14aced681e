import Header from '@cloudscape-design/components/header';
import { type Output, useSelling } from '../../api/selling.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { Time } from '../../parts/time.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';

const text = words.leads;
type Invitation = NonNullable<Output<'ListEngagementInvitations'>['EngagementInvitationSummaries']>[number];

/** The invitations to leads that wait for this account's answer. */
export const Waiting = () => {
  const to = useTo();
  const waiting = useSelling('ListEngagementInvitations', {
    ParticipantType: 'RECEIVER',
    PayloadType: ['LeadInvitation'],
    Status: ['PENDING'],
    MaxResults: 100,
  });
  return (
    <Loaded query={waiting}>
      {({ EngagementInvitationSummaries: list }) => (
        <DataTable<Invitation>
          label={text.waiting}
          header={
            <Header counter={`(${list?.length ?? 0})`} description={text.waitingHelp}>
              {text.waiting}
            </Header>
          }
          items={list ?? []}
          keyOf={({ Id }) => Id ?? ''}
          columns={[
            {
              id: 'title',
              header: text.name,
              isRowHeader: true,
              minWidth: 220,
              cell: ({ EngagementId = '', EngagementTitle }) => (
                <PageLink to={to('leads', EngagementId)}>{EngagementTitle || EngagementId}</PageLink>
              ),
            },
            {
              id: 'from',
              header: text.from,
              cell: ({ SenderCompanyName }) => SenderCompanyName || words.none,
            },
            { id: 'date', header: text.invited, cell: ({ InvitationDate }) => <Time at={InvitationDate} /> },
            {
              id: 'invitation',
              header: text.invitation,
              cell: ({ Id = '' }) => <PageLink to={to('invitations', Id)}>{Id}</PageLink>,
            },
          ]}
          empty={text.noWaiting}
        />
      )}
    </Loaded>
  );
};
