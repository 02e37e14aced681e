import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import { CopyId } from '../../parts/copy-id.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { FaultBox } from '../../parts/fault-box.tsx';
import { JsonText } from '../../parts/json-view.tsx';
import { Time } from '../../parts/time.tsx';
import { words } from '../../words.ts';
import { useEventsOf } from './use-events.ts';

const { events: text } = words.opportunity;

/** The events about an opportunity, newest first; new ones appear as they are recorded. */
export const EventsTab = ({ id }: { id: string }) => {
  const query = useEventsOf(id);
  if (query.error) return <FaultBox error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <DataTable
      label={text.title}
      header={
        <Header variant="h2" description={text.description}>
          {text.title}
        </Header>
      }
      items={query.data ?? []}
      isLoading={query.isPending}
      keyOf={(event) => event.id}
      empty={text.empty}
      columns={[
        {
          id: 'type',
          header: text.type,
          cell: (event) => event['detail-type'],
          isRowHeader: true,
          width: 290,
        },
        { id: 'at', header: text.at, cell: ({ time }) => <Time at={time} both />, width: 270 },
        {
          id: 'detail',
          header: text.detail,
          cell: (event) => (
            <ExpandableSection headerText={text.show}>
              <JsonText value={event} />
            </ExpandableSection>
          ),
          width: 260,
        },
        { id: 'id', header: text.id, cell: (event) => <CopyId id={event.id} />, width: 350 },
      ]}
    />
  );
};
