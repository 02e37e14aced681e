import Box from '@cloudscape-design/components/box';
import type { Column } from '../../parts/data-table.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { Time } from '../../parts/time.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { DeliverAgain } from './deliver-again.tsx';
import { type Delivery, DeliveryOutcome } from './delivery-outcome.tsx';

const text = words.events.deliveries;

/** What tells attempts apart: those of one event at one target in one moment are one. */
export const keyOfDelivery = ({ realTime, target, sequence, attempt, again }: Delivery): string =>
  [realTime, target, sequence, attempt, again].join(' ');

/** A target's kind and id. A webhook is of no rule. */
const targetName = ({ kind, target }: Delivery): string =>
  `${text.kinds[target.startsWith('webhook/') ? 'webhook' : kind]} ${target.split('/').at(-1)}`;

const OUTCOME: Column<Delivery> = {
  id: 'outcome',
  header: text.columns.outcome,
  width: 250,
  minWidth: 200,
  cell: (delivery) => (
    <>
      <DeliveryOutcome of={delivery} />
      <DeliverAgain of={delivery} />
    </>
  ),
};
const TARGET: Column<Delivery> = {
  id: 'target',
  header: text.columns.target,
  width: 195,
  minWidth: 150,
  cell: (delivery) => <Target of={delivery} />,
};
const EVENT: Column<Delivery> = {
  id: 'event',
  header: text.columns.event,
  isRowHeader: true,
  width: 165,
  minWidth: 140,
  cell: ({ eventType }) => eventType,
};
const REST: readonly Column<Delivery>[] = [
  { id: 'time', header: text.columns.time, width: 105, minWidth: 90, cell: ({ time }) => <Time at={time} /> },
  {
    id: 'answer',
    header: text.columns.answer,
    width: 150,
    minWidth: 130,
    cell: ({ attempt, again, status, milliseconds }) =>
      attempt === 0 ? (
        words.none
      ) : (
        <div className="event-said">
          {text.answer(status, milliseconds)}
          <Box variant="small" display="block">
            {again ? text.again(attempt) : text.attempt(attempt)}
          </Box>
        </div>
      ),
  },
];

/**
 * The columns of lists of attempts: of all events, of those of one rule, or where one event went. Their widths fit in 870 pixels,
 * which a window of 1280 leaves beside the navigation.
 */
export const DELIVERY_COLUMNS = [EVENT, OUTCOME, TARGET, ...REST];
export const COLUMNS_OF_RULE = [EVENT, OUTCOME, { ...TARGET, cell: targetName }, ...REST];
export const COLUMNS_OF_EVENT = [{ ...TARGET, isRowHeader: true }, OUTCOME, ...REST];

/** The target in the words of people, with the way to its rule. */
const Target = ({ of }: { of: Delivery }) => {
  const { target } = of;
  const to = useTo();
  const [what, name = ''] = target.split('/');
  if (what === 'webhook') return targetName(of);
  return (
    <div className="event-said">
      {targetName(of)}
      <Box variant="small" display="block">
        {text.ofRule} <PageLink to={to('events', 'rules', name)}>{name}</PageLink>
      </Box>
    </div>
  );
};
