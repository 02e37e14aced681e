import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import type { Envelope } from '../../api/event-envelope.ts';
import { operator, useOperator } from '../../api/operator.ts';
import type { Paths } from '../../api/operator-paths.ts';
import { usePlace } from '../../api/place.ts';
import { CopyId } from '../../parts/copy-id.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { FaultBox } from '../../parts/fault-box.tsx';
import { JsonText } from '../../parts/json-view.tsx';
import { Page } from '../../parts/page.tsx';
import { Said } from '../../parts/said.tsx';
import { Time } from '../../parts/time.tsx';
import { useAct } from '../../parts/use-act.ts';
import { words } from '../../words.ts';

const text = words.events.deadLetters;
const HELP = { title: words.events.titles.deadLetters, content: text.help };
type Letter =
  Paths['/_cosell/dead-letters']['get']['responses'][200]['content']['application/json']['deadLetters'][number];

const envelopeOf = ({ event }: Letter) => event as unknown as Envelope;

/** Events that could not be delivered, and another try. */
export const DeadLettersPage = () => {
  const { account } = usePlace();
  const [after, setAfter] = useState<string>();
  const letters = useOperator(
    'dead-letters',
    { account, limit: 100, ...(after && { after }) },
    (query, signal) => operator.GET('/_cosell/dead-letters', { params: { query }, signal }),
  );
  const { act, busy } = useAct();
  const [selected, setSelected] = useState<Letter[]>([]);
  const [shown, setShown] = useState<Letter>();
  const items = letters.data?.deadLetters ?? [];
  const redrive = async (which: { ids: string[] } | { account: string }) => {
    const done = await act(
      'ids' in which ? 'some' : 'all',
      () => operator.POST('/_cosell/dead-letters/redrive', { body: which }),
      text.redriven,
    );
    if (done) setSelected([]);
  };
  return (
    <Page title={words.events.titles.deadLetters} description={text.description} help={HELP}>
      <DataTable
        label={words.events.titles.deadLetters}
        items={items}
        keyOf={({ id }) => id}
        isLoading={letters.isPending}
        selection={{ type: 'multi', items: selected, onChange: setSelected }}
        empty={
          letters.error ? (
            <FaultBox error={letters.error} onRetry={() => void letters.refetch()} />
          ) : (
            text.none
          )
        }
        header={
          <Header
            variant="h2"
            counter={`(${items.length}${letters.data?.next ? '+' : ''})`}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                {letters.data?.next && (
                  <Button onClick={() => setAfter(letters.data?.next)}>{text.more}</Button>
                )}
                <Button
                  disabled={selected.length === 0}
                  loading={busy === 'some'}
                  onClick={() => redrive({ ids: selected.map(({ id }) => id) })}
                >
                  {text.redrive}
                </Button>
                <Button
                  disabled={items.length === 0}
                  loading={busy === 'all'}
                  onClick={() => redrive({ account })}
                >
                  {text.redriveAll}
                </Button>
              </SpaceBetween>
            }
          >
            {words.events.titles.deadLetters}
          </Header>
        }
        columns={[
          {
            id: 'type',
            header: text.columns.event,
            isRowHeader: true,
            minWidth: 220,
            cell: (letter) => (
              <Button variant="inline-link" onClick={() => setShown(letter)}>
                {envelopeOf(letter)['detail-type']}
              </Button>
            ),
          },
          {
            id: 'target',
            header: text.columns.target,
            cell: ({ target }) => <div className="event-said">{target}</div>,
            minWidth: 160,
          },
          {
            id: 'error',
            header: text.columns.error,
            minWidth: 240,
            cell: ({ state, error }) =>
              state === 'redriven' ? (
                <StatusIndicator type="in-progress">{text.waits}</StatusIndicator>
              ) : (
                <Said error={error} />
              ),
          },
          { id: 'attempts', header: text.columns.attempts, cell: ({ attempts }) => String(attempts) },
          { id: 'since', header: text.columns.since, cell: ({ since }) => <Time at={since} /> },
          { id: 'id', header: text.columns.id, cell: ({ id }) => <CopyId id={id} /> },
        ]}
      />
      {shown && (
        <Modal
          visible
          size="large"
          header={envelopeOf(shown)['detail-type']}
          closeAriaLabel={words.actions.close}
          onDismiss={() => setShown(undefined)}
        >
          <SpaceBetween size="m">
            <Said error={shown.error} />
            <JsonText value={shown.event} />
          </SpaceBetween>
        </Modal>
      )}
    </Page>
  );
};
