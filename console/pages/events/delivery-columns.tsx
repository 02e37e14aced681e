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

const OUTCOME: Column<Delivery> = {
  id: 'outcome',
  header: text.columns.outcome,
  minWidth: 210,
  cell: (delivery) => <DeliveryOutcome of={delivery} />,
};
const TARGET: Column<Delivery> = {
  id: 'target',
  header: text.columns.target,
  minWidth: 150,
  cell: (delivery) => <Target of={delivery} />,
};
const EVENT: Column<Delivery> = {
  id: 'event',
  header: text.columns.event,
  isRowHeader: true,
  minWidth: 160,
  cell: ({ eventType }) => eventType,
};
const REST: readonly Column<Delivery>[] = [
  { id: 'time', header: text.columns.time, minWidth: 90, cell: ({ time }) => <Time at={time} /> },
  {
    id: 'answer',
    header: text.columns.answer,
    minWidth: 140,
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
  { id: 'again', header: words.events.replay, cell: (delivery) => <DeliverAgain of={delivery} /> },
];

/** The columns of lists of attempts: of all events, or where one event went. */
export const DELIVERY_COLUMNS = [EVENT, OUTCOME, TARGET, ...REST];
export const COLUMNS_OF_EVENT = [{ ...TARGET, isRowHeader: true }, OUTCOME, ...REST];

/** The target in the words of people, with the way to its rule. */
const Target = ({ of: { kind, target } }: { of: Delivery }) => {
  const to = useTo();
  const [what, name = '', id] = target.split('/');
  if (what === 'webhook') return `${text.kinds.webhook} ${name}`;
  return (
    <div className="event-said">
      {text.kinds[kind]} {id}
      <Box variant="small" display="block">
        {text.ofRule} <PageLink to={to('events', 'rules', name)}>{name}</PageLink>
      </Box>
    </div>
  );
};
