import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { catalogOf, type Envelope } from '../../api/event-envelope.ts';
import { operator, useOperator } from '../../api/operator.ts';
import { usePlace } from '../../api/place.ts';
import { CausingRequest } from '../../parts/causing-request.tsx';
import { JsonText } from '../../parts/json-view.tsx';
import { Page } from '../../parts/page.tsx';
import { type ListPage, type PageState, ServerTable, singleValueOf } from '../../parts/server-table.tsx';
import { absoluteTime, Time } from '../../parts/time.tsx';
import { useEverybody } from '../../parts/use-everybody.tsx';
import { words } from '../../words.ts';
import { Replay } from './replay.tsx';
import { Subject } from './subject.tsx';
import { WhereItWent } from './where-it-went.tsx';

const text = words.events;
const HELP = { title: text.titles.events, content: text.help, sources: text.sources };
/** The detail-types of the service. AWS docs: selling-api-events. */
const TYPES = [
  'Opportunity Created',
  'Opportunity Updated',
  'Engagement Invitation Created',
  'Engagement Invitation Accepted',
  'Engagement Invitation Rejected',
  'Engagement Invitation Expired',
  'Engagement Member Added',
  'Engagement Resource Snapshot Created',
];

/** An event with its position in the feed. */
interface Found {
  sequence: number;
  event: Envelope;
}
const keyOf = ({ sequence }: Found) => String(sequence);

/** The events, newest first, as they happen. */
export const EventsPage = () => {
  const { account } = usePlace();
  const whose = useEverybody('events', text.everybody);
  const [shown, setShown] = useState<Found>();
  const usePage = (state: PageState): ListPage<Found> => {
    const query = {
      account: whose.account,
      limit: state.pageSize,
      after: state.token,
      type: singleValueOf(state, 'type'),
      resource: singleValueOf(state, 'resource'),
      text: singleValueOf(state, 'text'),
    };
    const found = useOperator('feed', query, (given, signal) =>
      operator.GET('/_cosell/feed', { params: { query: given }, signal }),
    );
    const items = (found.data?.events ?? []) as unknown as Found[];
    const { gone } = found.data ?? {};
    return {
      ...found,
      data: found.data && {
        items,
        nextToken: found.data.next,
        ...(gone && { note: text.deleted(absoluteTime(gone.recordedBefore)) }),
      },
    };
  };
  return (
    <Page title={text.titles.events} description={text.description} help={HELP}>
      <ServerTable
        name="events"
        label={whose.isEverybody ? text.ofAll : text.of(account)}
        usePage={usePage}
        keyOf={keyOf}
        empty={text.none}
        actions={whose.toggle}
        filters={[
          { key: 'type', label: text.columns.type, options: TYPES.map((value) => ({ value })) },
          { key: 'resource', label: text.resource },
          { key: 'text', label: text.payload },
        ]}
        columns={[
          {
            id: 'type',
            header: text.columns.type,
            isRowHeader: true,
            minWidth: 260,
            cell: (found) => (
              <Button variant="inline-link" onClick={() => setShown(found)}>
                {found.event['detail-type']}
              </Button>
            ),
          },
          {
            id: 'about',
            header: text.columns.about,
            cell: ({ event }) => <Subject of={event} />,
            minWidth: 180,
          },
          {
            id: 'time',
            header: text.columns.time,
            cell: ({ event }) => <Time at={event.time} />,
            minWidth: 130,
          },
          { id: 'account', header: text.columns.account, cell: ({ event }) => event.account, minWidth: 140 },
          {
            id: 'catalog',
            header: text.columns.catalog,
            cell: ({ event }) => catalogOf(event) ?? words.none,
          },
          { id: 'sequence', header: text.columns.sequence, cell: ({ sequence }) => String(sequence) },
        ]}
      />
      <LinkedEvent />
      {shown && <EventModal found={shown} onClose={() => setShown(undefined)} />}
    </Page>
  );
};

/** The event that the address names, e.g. of a link from a call. */
const LinkedEvent = () => {
  const { account } = usePlace();
  const [parameters, setParameters] = useSearchParams();
  const id = parameters.get('event');
  const found = useOperator(
    'feed',
    { account, text: id ?? '', limit: 1 },
    (query, signal) => operator.GET('/_cosell/feed', { params: { query }, signal }),
    { enabled: id !== null },
  );
  if (id === null || !found.data) return null;
  const close = (): void =>
    setParameters(
      (before) => {
        before.delete('event');
        return before;
      },
      { replace: true },
    );
  const [event] = found.data.events as unknown as Found[];
  if (event) return <EventModal found={event} onClose={close} />;
  return (
    <Alert type="warning" dismissible onDismiss={close} dismissAriaLabel={words.actions.close}>
      {text.gone}
      {found.data.gone && ` ${text.deleted(absoluteTime(found.data.gone.recordedBefore))}`}
    </Alert>
  );
};

/** An event as a target gets it. */
const EventModal = ({ found: { event, sequence }, onClose }: { found: Found; onClose: () => void }) => (
  <Modal
    visible
    size="max"
    header={event['detail-type']}
    closeAriaLabel={words.actions.close}
    onDismiss={onClose}
  >
    <SpaceBetween size="m">
      <div>
        {text.columns.about}: <Subject of={event} />
      </div>
      <div>
        {text.request}: <CausingRequest id={event.id} />
      </div>
      <WhereItWent event={event.id} />
      <Replay account={event.account} sequence={sequence} />
      <JsonText value={event} />
    </SpaceBetween>
  </Modal>
);
