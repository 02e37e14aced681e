import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { PageLink } from '../../parts/page-link.tsx';
import { Timeline, type TimelineEntry } from '../../parts/timeline.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { eventEntry } from './event-entry.tsx';
import { useInvitations } from './invitations-tab.tsx';
import { type Engagement, useNameOf } from './members.ts';
import { useEngagementEvents } from './use-engagement-events.ts';

const text = words.engagements.timeline;

/** What happened in an engagement, newest first, each once. */
export const EngagementTimeline = ({ engagement }: { engagement: Engagement }) => {
  const entries = useEntries(engagement);
  return (
    <Container
      header={
        <Header variant="h2" description={text.description}>
          {text.title}
        </Header>
      }
    >
      <Timeline label={text.title} entries={entries} />
    </Container>
  );
};

const useEntries = (engagement: Engagement): readonly TimelineEntry[] => {
  const id = engagement.Id ?? '';
  const to = useTo();
  const nameOf = useNameOf(id);
  const invitations = useInvitations(id);
  const events = useEngagementEvents(id);
  const known = new Map<string, TimelineEntry>();
  const add = (entry: TimelineEntry) => known.set(entry.id, entry);
  // The feed's order counts, because its times are in whole seconds. What the engagement itself tells of the same replaces
  // an event in its place.
  for (const event of events.data ?? []) add(eventEntry(event, nameOf, to));
  add({ id: 'created', at: engagement.CreatedAt, title: text.created(nameOf(engagement.CreatedBy)) });
  for (const { Id = '', InvitationDate, ParticipantType, SenderCompanyName, Receiver } of invitations.data ??
    []) {
    const receiver = nameOf(Receiver?.Account?.AwsAccountId);
    add({
      id: `invitation ${Id}`,
      at: InvitationDate,
      title: (
        <PageLink to={to('invitations', Id)}>
          {ParticipantType === 'SENDER' ? text.invited(receiver) : text.invitedBy(SenderCompanyName ?? '')}
        </PageLink>
      ),
    });
  }
  for (const context of engagement.Contexts ?? []) {
    for (const one of context.Payload?.Lead?.Interactions ?? []) {
      add({
        id: `interaction ${context.Id} ${one.InteractionDate} ${one.Contact?.Email}`,
        at: one.InteractionDate,
        title: text.interaction(one.CustomerAction || one.Usecase || ''),
        details: one.BusinessProblem,
      });
    }
    const prospected = context.Payload?.ProspectingResult?.Aws;
    if (prospected) {
      add({
        id: `prospected ${context.Id}`,
        at: prospected.EndTime,
        title: text.prospected,
        details: prospected.TaskName,
        kind: 'success',
      });
    }
  }
  return [...known.values()].sort((one, other) => secondOf(other) - secondOf(one));
};

const secondOf = ({ at }: TimelineEntry): number => Math.floor(Date.parse(at ?? '') / 1_000);
