import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { usePlace } from '../../api/place.ts';
import type { Context } from '../../parts/context/contexts.ts';
import { Qualification } from '../../parts/context/qualification.tsx';
import { CopyId } from '../../parts/copy-id.tsx';
import { Day, Time } from '../../parts/time.tsx';
import { WebLink } from '../../parts/web-link.tsx';
import { words } from '../../words.ts';
import { EngagementTimeline } from './engagement-timeline.tsx';
import { type Engagement, useNameOf } from './members.ts';

const text = words.engagements;

/** The newest context of a type is what the members work on now. */
const latest = (contexts: readonly Context[], type: Context['Type']) =>
  contexts.findLast(({ Type }) => Type === type)?.Payload;

/** Who takes part, what it is about, where it stands; below it what happened. */
export const OverviewTab = ({ engagement }: { engagement: Engagement }) => (
  <SpaceBetween size="l">
    <Container header={<Header variant="h2">{text.overview}</Header>}>
      <KeyValuePairs columns={3} items={useFacts(engagement)} />
    </Container>
    <EngagementTimeline engagement={engagement} />
  </SpaceBetween>
);

const useFacts = (engagement: Engagement) => {
  const { account } = usePlace();
  const nameOf = useNameOf(engagement.Id ?? '');
  const contexts = engagement.Contexts ?? [];
  const lead = latest(contexts, 'Lead')?.Lead;
  const project = latest(contexts, 'CustomerProject')?.CustomerProject;
  const customer = project?.Customer ?? lead?.Customer;
  const role = engagement.CreatedBy === account ? text.roles.creator : text.roles.member;
  return [
    {
      title: text.who,
      items: [
        { label: text.role, value: role },
        { label: text.createdBy, value: nameOf(engagement.CreatedBy) },
        { label: text.members, value: engagement.MemberCount ?? words.none },
        { label: text.descriptionOf, value: engagement.Description || words.none },
      ],
    },
    {
      title: text.customer,
      items: [
        { label: text.company, value: customer?.CompanyName || words.none },
        { label: words.contexts.industry, value: customer?.Industry || words.none },
        { label: text.website, value: <WebLink to={customer?.WebsiteUrl} /> },
        { label: words.contexts.completion, value: <Day date={project?.Project?.TargetCompletionDate} /> },
      ],
    },
    {
      title: text.stands,
      items: [
        {
          label: words.contexts.qualification,
          value: lead ? <Qualification of={lead.QualificationStatus} /> : text.noLead,
        },
        { label: text.created, value: <Time at={engagement.CreatedAt} both /> },
        { label: text.modified, value: <Time at={engagement.ModifiedAt} both /> },
        { label: text.modifiedBy, value: nameOf(engagement.ModifiedBy) },
        { label: text.id, value: <CopyId id={engagement.Id} /> },
      ],
    },
  ].map((group) => ({ type: 'group' as const, ...group }));
};
