import Container from '@cloudscape-design/components/container';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useParams, useSearchParams } from 'react-router';
import { isFault } from '../../api/fault.ts';
import { useSelling } from '../../api/selling.ts';
import { CopyId } from '../../parts/copy-id.tsx';
import type { Help } from '../../parts/help.tsx';
import { JsonText } from '../../parts/json-view.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Missing } from '../../parts/missing.tsx';
import { Page } from '../../parts/page.tsx';
import { words } from '../../words.ts';
import { ContextsTab } from './contexts-tab.tsx';
import { InvitationsTab } from './invitations-tab.tsx';
import type { Engagement } from './members.ts';
import { MembersTab } from './members-tab.tsx';
import { NextActions } from './next-actions.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { SnapshotsTab } from './snapshots-tab.tsx';

const text = words.engagements;
const TRAIL = [{ text: text.title, steps: ['engagements'] }];

/** One engagement: who takes part, what it is about, what is shared in it, and what happened. */
export const EngagementPage = () => {
  const { id = '' } = useParams();
  const query = useSelling('GetEngagement', { Identifier: id });
  if (query.data !== undefined) return <Details engagement={query.data} />;
  const isUnknown = isFault(query.error) && query.error.name === 'ResourceNotFoundException';
  return (
    <Page title={id} trail={TRAIL} help={HELP}>
      {isUnknown ? <Missing id={id} /> : <Loaded query={query}>{() => null}</Loaded>}
    </Page>
  );
};

const Details = ({ engagement }: { engagement: Engagement }) => {
  const [parameters, setParameters] = useSearchParams();
  const tabs = [
    { id: 'overview', label: text.overview, content: <OverviewTab engagement={engagement} /> },
    { id: 'members', label: text.members, content: <MembersTab engagement={engagement} /> },
    { id: 'contexts', label: text.contexts, content: <ContextsTab engagement={engagement} /> },
    { id: 'invitations', label: text.invitations, content: <InvitationsTab engagement={engagement} /> },
    { id: 'snapshots', label: text.snapshots, content: <SnapshotsTab engagement={engagement} /> },
    {
      id: 'json',
      label: words.json.title,
      content: (
        <Container>
          <JsonText value={engagement} />
        </Container>
      ),
    },
  ];
  const asked = parameters.get('tab');
  return (
    <Page
      title={engagement.Title || engagement.Id || ''}
      description={
        <SpaceBetween direction="horizontal" size="xs">
          <CopyId id={engagement.Id} />
        </SpaceBetween>
      }
      actions={<NextActions engagement={engagement} />}
      trail={TRAIL}
      help={HELP}
    >
      <Tabs
        tabs={tabs}
        activeTabId={tabs.some(({ id }) => id === asked) ? (asked ?? '') : 'overview'}
        onChange={({ detail }) => setParameters({ tab: detail.activeTabId })}
        ariaLabel={text.parts}
      />
    </Page>
  );
};

const HELP: Help = {
  title: text.one,
  content: text.oneHelp,
  sources: [
    {
      text: text.helpSource,
      href: 'https://docs.aws.amazon.com/partner-central/latest/developer-guide/working-with-multi-partner-opportunities.html',
    },
  ],
};
