import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { usePlace } from '../../api/place.ts';
import { type Output, useSelling } from '../../api/selling.ts';
import { CopyId } from '../../parts/copy-id.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { type Engagement, useNameOf } from './members.ts';
import { ShareButton, ShareOpportunity } from './share-opportunity.tsx';
import { SnapshotJobs } from './snapshot-jobs.tsx';
import { SnapshotView } from './snapshot-view.tsx';
import { useShownSnapshot } from './use-shown-snapshot.ts';

const text = words.engagements;
type Association = NonNullable<
  Output<'ListEngagementResourceAssociations'>['EngagementResourceAssociationSummaries']
>[number];

/** What the members share: the opportunities, their revisions and what changed between them, and the jobs that take them. */
export const SnapshotsTab = ({ engagement }: { engagement: Engagement }) => {
  const engagementId = engagement.Id ?? '';
  const [isSharing, setSharing] = useState(false);
  const shared = useSelling('ListEngagementResourceAssociations', {
    EngagementIdentifier: engagementId,
    MaxResults: 1000,
  });
  return (
    <Loaded query={shared}>
      {({ EngagementResourceAssociationSummaries: items }) => (
        <SpaceBetween size="l">
          {isSharing && <ShareOpportunity engagementId={engagementId} onDone={() => setSharing(false)} />}
          <Shared
            engagementId={engagementId}
            items={items ?? []}
            onShare={isSharing ? undefined : () => setSharing(true)}
          />
          <SnapshotJobs engagementId={engagementId} />
        </SpaceBetween>
      )}
    </Loaded>
  );
};

const Shared = ({
  engagementId,
  items,
  onShare,
}: {
  engagementId: string;
  items: readonly Association[];
  onShare: (() => void) | undefined;
}) => {
  const { account } = usePlace();
  const to = useTo();
  const nameOf = useNameOf(engagementId);
  const { shown, show } = useShownSnapshot(items[0]?.ResourceId ?? '');
  const selected = items.filter(({ ResourceId }) => ResourceId === shown.resource);
  return (
    <SpaceBetween size="l">
      <DataTable<Association>
        label={text.shared}
        header={
          <Header
            counter={`(${items.length})`}
            description={text.sharedHelp}
            actions={onShare && <ShareButton onClick={onShare} />}
          >
            {text.shared}
          </Header>
        }
        items={items}
        keyOf={({ ResourceId, CreatedBy }) => `${ResourceId} ${CreatedBy}`}
        selection={{
          type: 'single',
          items: selected,
          onChange: ([item]) => item && show({ resource: item.ResourceId ?? '', template: shown.template }),
        }}
        columns={[
          {
            id: 'opportunity',
            header: text.opportunity,
            isRowHeader: true,
            cell: ({ ResourceId = '', CreatedBy }) =>
              CreatedBy === account ? (
                <PageLink to={to('opportunities', ResourceId)}>{ResourceId}</PageLink>
              ) : (
                <CopyId id={ResourceId} />
              ),
          },
          { id: 'by', header: text.sharedBy, cell: ({ CreatedBy }) => nameOf(CreatedBy) },
        ]}
        empty={
          <SpaceBetween size="xs">
            <b>{text.noShared}</b>
            <span>{text.noSharedNext}</span>
          </SpaceBetween>
        }
      />
      {shown.resource && <SnapshotView engagementId={engagementId} shown={shown} onShow={show} />}
    </SpaceBetween>
  );
};
