import { operator, useOperator } from '../../api/operator.ts';
import { usePlace } from '../../api/place.ts';
import { type ListPage, type PageState, ServerTable, singleValueOf } from '../../parts/server-table.tsx';
import { words } from '../../words.ts';
import { COLUMNS_OF_RULE, DELIVERY_COLUMNS, keyOfDelivery } from './delivery-columns.tsx';
import type { Delivery } from './delivery-outcome.tsx';

const text = words.events.deliveries;
const OUTCOMES = ['delivered', 'retry', 'dead', 'passedOver'] as const;

/** The newest attempts for an account's targets, or for those of one rule, as they happen. */
export const DeliveriesTable = ({ rule }: { rule?: string }) => {
  const { account } = usePlace();
  const usePage = (state: PageState): ListPage<Delivery> => {
    const query = {
      account,
      limit: state.pageSize,
      after: state.token,
      rule: rule ?? singleValueOf(state, 'rule'),
      target: singleValueOf(state, 'target'),
      outcome: singleValueOf(state, 'outcome') as Delivery['outcome'] | undefined,
      event: singleValueOf(state, 'event'),
    };
    const found = useOperator('deliveries', query, (given, signal) =>
      operator.GET('/_cosell/deliveries', { params: { query: given }, signal }),
    );
    return { ...found, data: found.data && { items: found.data.deliveries, nextToken: found.data.next } };
  };
  return (
    <ServerTable
      name="deliveries"
      label={words.events.titles.deliveries}
      description={text.kept}
      usePage={usePage}
      keyOf={keyOfDelivery}
      empty={text.none}
      filters={[
        {
          key: 'outcome',
          label: text.columns.outcome,
          isSingle: true,
          options: OUTCOMES.map((value) => ({ value, label: text.outcomes[value] })),
        },
        ...(rule === undefined ? [{ key: 'rule', label: text.rule, isSingle: true }] : []),
        { key: 'target', label: text.target, isSingle: true },
        { key: 'event', label: text.event, isSingle: true },
      ]}
      wrapLines
      columns={rule === undefined ? DELIVERY_COLUMNS : COLUMNS_OF_RULE}
    />
  );
};
