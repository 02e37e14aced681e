import Container from '@cloudscape-design/components/container';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useParams } from 'react-router';
import { useSelling } from '../../api/selling.ts';
import { AddressTabs } from '../../parts/address-tabs.tsx';
import { ReviewStatus, Stage } from '../../parts/badges.tsx';
import { JsonText } from '../../parts/json-view.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Missing } from '../../parts/missing.tsx';
import { Page } from '../../parts/page.tsx';
import { TurnBadge } from '../../parts/turn-badge.tsx';
import { words } from '../../words.ts';
import { AssociationsTab } from './associations-tab.tsx';
import { AwsSideTab } from './aws-side-tab.tsx';
import { CustomerTab } from './customer-tab.tsx';
import { DetailActions } from './detail-actions.tsx';
import { EventsTab } from './events-tab.tsx';
import { LifeCycleTab } from './life-cycle-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { ProjectTab } from './project-tab.tsx';
import { ReviewNotice } from './review-notice.tsx';
import { SnapshotsTab } from './snapshots-tab.tsx';
import { TagsTab } from './tags-tab.tsx';
import { type Opportunity, targetOf } from './target.ts';
import { TaskProgress } from './task-progress.tsx';
import { TeamTab } from './team-tab.tsx';
import { useActions } from './use-actions.tsx';
import { useTellChanges } from './use-tell-changes.tsx';

const { tabs } = words.opportunity;
const trail = [{ text: words.opportunities.title, steps: ['opportunities'] }];

/** One opportunity: whose turn it is, what to do next, and everything about it. */
export const DetailPage = () => {
  const { id = '' } = useParams();
  const query = useSelling('GetOpportunity', { Identifier: id });
  if (query.data === undefined) {
    const isMissing = query.error?.name === 'ResourceNotFoundException';
    return (
      <Page title={id} trail={trail}>
        {isMissing ? <Missing id={id} /> : <Loaded query={query}>{() => null}</Loaded>}
      </Page>
    );
  }
  return <Detail key={id} opportunity={query.data} />;
};

const Detail = ({ opportunity }: { opportunity: Opportunity }) => {
  const target = targetOf(opportunity);
  const { act, moveTo, dialog } = useActions();
  const company = opportunity.Customer?.Account?.CompanyName;
  useTellChanges(opportunity);
  return (
    <Page
      title={target.name}
      description={company}
      help={words.opportunity.help}
      trail={trail}
      badges={
        <SpaceBetween direction="horizontal" size="xs">
          <TurnBadge of={opportunity} />
          <Stage of={opportunity.LifeCycle?.Stage} />
          <ReviewStatus of={opportunity.LifeCycle?.ReviewStatus} />
        </SpaceBetween>
      }
      actions={<DetailActions target={target} onAct={act} onMove={moveTo} />}
    >
      <ReviewNotice opportunity={opportunity} />
      <TaskProgress id={target.id} />
      <AddressTabs label={words.opportunity.parts} tabs={tabsOf(opportunity)} />
      {dialog}
    </Page>
  );
};

const tabsOf = (opportunity: Opportunity) => [
  { id: 'overview', label: tabs.overview, content: <OverviewTab opportunity={opportunity} /> },
  { id: 'customer', label: tabs.customer, content: <CustomerTab opportunity={opportunity} /> },
  { id: 'project', label: tabs.project, content: <ProjectTab opportunity={opportunity} /> },
  { id: 'life-cycle', label: tabs.lifeCycle, content: <LifeCycleTab opportunity={opportunity} /> },
  { id: 'aws', label: tabs.aws, content: <AwsSideTab opportunity={opportunity} /> },
  { id: 'team', label: tabs.team, content: <TeamTab opportunity={opportunity} /> },
  { id: 'associations', label: tabs.associations, content: <AssociationsTab opportunity={opportunity} /> },
  { id: 'snapshots', label: tabs.snapshots, content: <SnapshotsTab id={opportunity.Id ?? ''} /> },
  { id: 'tags', label: tabs.tags, content: <TagsTab arn={opportunity.Arn ?? ''} /> },
  { id: 'events', label: tabs.events, content: <EventsTab id={opportunity.Id ?? ''} /> },
  {
    id: 'json',
    label: tabs.json,
    content: (
      <Container>
        <JsonText value={opportunity} />
      </Container>
    ),
  },
];
