import Tabs from '@cloudscape-design/components/tabs';
import { keepPreviousData } from '@tanstack/react-query';
import { useNavigate, useSearchParams } from 'react-router';
import type { Input } from '../../api/selling.ts';
import { useSelling } from '../../api/selling.ts';
import type { ListState } from '../../parts/list-address.ts';
import { Page } from '../../parts/page.tsx';
import { type ListPage, ServerTable, valuesOf } from '../../parts/server-table.tsx';
import { words } from '../../words.ts';
import { type Invitation, RECEIVED, SENT } from './columns.tsx';

type Side = 'RECEIVER' | 'SENDER';
type ListInput = Input<'ListEngagementInvitations'>;

const STATUSES = ['PENDING', 'ACCEPTED', 'REJECTED', 'EXPIRED'];
const FILTERS = [
  {
    key: 'Status',
    label: words.invitations.columns.status,
    options: STATUSES.map((value) => ({ value, label: words.states[value] ?? value })),
  },
  {
    key: 'PayloadType',
    label: words.invitations.columns.type,
    options: Object.entries(words.invitation.types).map(([value, label]) => ({ value, label })),
  },
  { key: 'EngagementIdentifier', label: words.invitations.columns.engagement },
];
const SENDER = {
  key: 'SenderAwsAccountId',
  label: words.invitations.senderAccount,
  options: [{ value: 'aws', label: words.shell.aws }],
};
const LATEST = { by: 'InvitationDate', isDescending: true };

const usePageOf = (ParticipantType: Side, state: ListState & { pageSize: number }): ListPage<Invitation> => {
  const input: Record<string, unknown> = {
    ParticipantType,
    MaxResults: state.pageSize,
    NextToken: state.token,
    Sort: {
      SortBy: 'InvitationDate',
      SortOrder: (state.sorting ?? LATEST).isDescending ? 'DESCENDING' : 'ASCENDING',
    },
  };
  for (const { key } of [...FILTERS, SENDER]) input[key] = valuesOf(state, key);
  const query = useSelling('ListEngagementInvitations', input as unknown as ListInput, {
    placeholderData: keepPreviousData,
  });
  return {
    ...query,
    data: query.data && {
      items: query.data.EngagementInvitationSummaries ?? [],
      nextToken: query.data.NextToken,
    },
  };
};

const useReceived = (state: ListState & { pageSize: number }) => usePageOf('RECEIVER', state);
const useSent = (state: ListState & { pageSize: number }) => usePageOf('SENDER', state);

const keyOf = ({ Id = '' }: Invitation) => Id;

const Received = () => (
  <ServerTable
    name="invitations.received"
    label={words.invitations.received}
    description={words.invitations.receivedHelp}
    columns={RECEIVED}
    filters={[...FILTERS, SENDER]}
    keyOf={keyOf}
    usePage={useReceived}
    initialSorting={LATEST}
    empty={words.invitations.emptyReceived}
  />
);

const Sent = () => (
  <ServerTable
    name="invitations.sent"
    label={words.invitations.sent}
    description={words.invitations.sentHelp}
    columns={SENT}
    filters={FILTERS}
    keyOf={keyOf}
    usePage={useSent}
    initialSorting={LATEST}
    empty={words.invitations.emptySent}
  />
);

const help = {
  title: words.invitations.title,
  content: words.invitations.help,
  sources: [
    {
      text: 'Working with opportunities from AWS',
      href: 'https://docs.aws.amazon.com/partner-central/latest/selling-api/working-with-opportunities-from-aws.html',
    },
    {
      text: 'Working with your leads',
      href: 'https://docs.aws.amazon.com/partner-central/latest/selling-api/working-with-your-leads.html',
    },
  ],
};

/** What others ask of this account, and what it asks of others. */
export const InvitationsPage = () => {
  const [parameters] = useSearchParams();
  const navigate = useNavigate();
  const side = parameters.get('side') === 'sent' ? 'sent' : 'received';
  return (
    <Page title={words.invitations.title} help={help}>
      <Tabs
        ariaLabel={words.invitations.title}
        activeTabId={side}
        // The conditions and the page of one side mean nothing on the other.
        onChange={({ detail }) => void navigate({ search: detail.activeTabId === 'sent' ? 'side=sent' : '' })}
        tabs={[
          { id: 'received', label: words.invitations.received, content: <Received /> },
          { id: 'sent', label: words.invitations.sent, content: <Sent /> },
        ]}
      />
    </Page>
  );
};
