import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useParams } from 'react-router';
import { isFault } from '../../api/fault.ts';
import { usePlace } from '../../api/place.ts';
import { useSelling } from '../../api/selling.ts';
import { useLatestTask } from '../../api/tasks.ts';
import { InvitationStatus } from '../../parts/badges.tsx';
import { DaysLeft } from '../../parts/days-left.tsx';
import { JsonView } from '../../parts/json-view.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Missing } from '../../parts/missing.tsx';
import { Page } from '../../parts/page.tsx';
import { TaskView } from '../../parts/task-steps.tsx';
import { words } from '../../words.ts';
import { Actions } from './actions.tsx';
import type { InvitationDetails } from './details.ts';
import { Contacts, Members, Overview } from './overview.tsx';
import { Standing } from './standing.tsx';

const TRAIL = [{ text: words.invitations.title, steps: ['invitations'] }];
const help = {
  title: words.invitations.title,
  content: words.invitations.help,
  sources: [
    {
      text: 'Responding to an engagement invitation',
      href: 'https://docs.aws.amazon.com/partner-central/latest/selling-api/working-with-multi-partner-opportunities.html',
    },
  ],
};

/** One invitation: what it is about, whose turn it is, and the answer. */
export const InvitationPage = () => {
  const { id = '' } = useParams();
  const query = useSelling('GetEngagementInvitation', { Identifier: id });
  const { account } = usePlace();
  const task = useLatestTask({ invitation: id, operation: 'StartEngagementByAcceptingInvitationTask' });
  const invitation = query.data;
  const isReceiver = invitation?.Receiver?.Account?.AwsAccountId === account;
  if (!invitation && isFault(query.error) && query.error.name === 'ResourceNotFoundException') {
    return (
      <Page title={id} trail={TRAIL}>
        <Missing id={id} />
      </Page>
    );
  }
  return (
    <Page
      title={invitation?.EngagementTitle || id}
      description={invitation && describe(invitation, isReceiver)}
      badges={
        invitation && (
          <SpaceBetween direction="horizontal" size="s" alignItems="center">
            <InvitationStatus of={invitation.Status} />
            {invitation.Status === 'PENDING' && invitation.ExpirationDate && (
              <DaysLeft until={invitation.ExpirationDate} />
            )}
          </SpaceBetween>
        )
      }
      actions={invitation && isReceiver && <Actions invitation={invitation} task={task.data ?? undefined} />}
      trail={TRAIL}
      help={help}
    >
      {isReceiver && task.data && (
        <Container header={<Header variant="h2">{words.invitations.progress}</Header>}>
          <TaskView task={task.data} />
        </Container>
      )}
      <Loaded query={query}>
        {(found) => (
          <SpaceBetween size="l">
            <Standing invitation={found} isReceiver={isReceiver} task={task.data ?? undefined} />
            <Overview invitation={found} isReceiver={isReceiver} />
            {found.Payload?.OpportunityInvitation && (
              <Contacts contacts={found.Payload.OpportunityInvitation.SenderContacts ?? []} />
            )}
            {found.Payload && <Members members={found.ExistingMembers ?? []} />}
            <JsonView value={found} />
          </SpaceBetween>
        )}
      </Loaded>
    </Page>
  );
};

const describe = (
  { SenderCompanyName, SenderAwsAccountId, Receiver }: InvitationDetails,
  isReceiver: boolean,
) =>
  isReceiver
    ? words.invitations.from(SenderCompanyName || SenderAwsAccountId || '')
    : words.invitations.to(Receiver?.Account?.Alias || Receiver?.Account?.AwsAccountId || '');
