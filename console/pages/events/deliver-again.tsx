import Button from '@cloudscape-design/components/button';
import { operator } from '../../api/operator.ts';
import { useSession } from '../../api/session.ts';
import { useAct } from '../../parts/use-act.ts';
import { words } from '../../words.ts';
import type { Delivery } from './delivery-outcome.tsx';

const text = words.events.deliveries;

/** Delivers the event of an attempt to its target again: its dead letter, or a replay. For operators; not while a retry is due anyway. */
export const DeliverAgain = ({
  of: { outcome, deadLetter, target, account, sequence, eventType },
}: {
  of: Delivery;
}) => {
  const isAccounts = useSession().account !== undefined;
  const { act, busy } = useAct();
  if (isAccounts || outcome === 'retry' || outcome === 'passedOver') return;
  const again = () =>
    deadLetter === undefined
      ? operator.POST('/_cosell/events/replay', {
          body: { target, from: sequence, ...(account !== undefined && { account }) },
        })
      : operator.POST('/_cosell/dead-letters/redrive', { body: { ids: [deadLetter] } });
  return (
    <Button
      variant="inline-link"
      ariaLabel={text.againOf(eventType, target)}
      loading={busy === 'again'}
      onClick={() => act('again', again, words.events.replayed)}
    >
      {words.events.replay}
    </Button>
  );
};
