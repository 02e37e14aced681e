import Header from '@cloudscape-design/components/header';
import { operator, useOperator } from '../../api/operator.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { FaultBox } from '../../parts/fault-box.tsx';
import { words } from '../../words.ts';
import { COLUMNS_OF_EVENT, keyOfDelivery } from './delivery-columns.tsx';

const text = words.events.deliveries;

/** Where an event went, newest attempt first. An operator sees webhooks, too, which belong to no account. */
export const WhereItWent = ({ event }: { event: string }) => {
  const found = useOperator('deliveries', { event, limit: 50 }, (query, signal) =>
    operator.GET('/_cosell/deliveries', { params: { query }, signal }),
  );
  return (
    <DataTable
      label={text.where}
      items={found.data?.deliveries ?? []}
      keyOf={keyOfDelivery}
      isLoading={found.isPending}
      header={
        <Header variant="h3" description={text.kept}>
          {text.where}
        </Header>
      }
      empty={
        found.error ? <FaultBox error={found.error} onRetry={() => void found.refetch()} /> : text.noneOfEvent
      }
      wrapLines
      columns={COLUMNS_OF_EVENT}
    />
  );
};
