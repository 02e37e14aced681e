import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQueryClient } from '@tanstack/react-query';
import { operator, useOperator } from '../../api/operator.ts';
import { usePlace } from '../../api/place.ts';
import { useServerInfo } from '../../api/server-info.ts';
import { CopyId } from '../../parts/copy-id.tsx';
import type { Column } from '../../parts/data-table.tsx';
import { Page } from '../../parts/page.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { type ListPage, type PageState, ServerTable, singleValueOf } from '../../parts/server-table.tsx';
import { Time } from '../../parts/time.tsx';
import { useAct } from '../../parts/use-act.ts';
import { useEverybody } from '../../parts/use-everybody.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { type Entry, Outcome } from './outcome.tsx';

const text = words.requests;
const HELP = { title: text.title, content: text.help };
const OUTCOMES = ['ok', 'refused', 'denied', 'throttled', 'failed', 'dropped'] as const;
const SERVICES = ['partnercentral-selling', 'events', 'sts'];
const ACCOUNT: Column<Entry> = {
  id: 'account',
  header: text.columns.account,
  cell: ({ account }) => account ?? words.none,
  minWidth: 140,
};
const keyOf = ({ id }: Entry) => id;

/** The journal: what programs sent, what came back, and why. */
export const RequestsPage = () => {
  const { account } = usePlace();
  const whose = useEverybody('requests', text.everybody);
  const usePage = (state: PageState): ListPage<Entry> => {
    const query = {
      account: whose.account,
      limit: state.pageSize,
      after: state.token,
      operation: singleValueOf(state, 'operation'),
      outcome: singleValueOf(state, 'outcome') as Entry['outcome'] | undefined,
      service: singleValueOf(state, 'service') as 'events' | undefined,
      errorCode: singleValueOf(state, 'errorCode'),
      resource: singleValueOf(state, 'resource'),
    };
    const found = useOperator('requests', query, (given, signal) =>
      operator.GET('/_cosell/requests', { params: { query: given }, signal }),
    );
    return { ...found, data: found.data && { items: found.data.requests, nextToken: found.data.next } };
  };
  return (
    <Page title={text.title} description={text.description} help={HELP} actions={<Actions />}>
      <ServerTable
        name="requests"
        label={whose.isEverybody ? text.ofAll : text.of(account)}
        usePage={usePage}
        keyOf={keyOf}
        empty={text.none}
        actions={whose.toggle}
        filters={[
          {
            key: 'outcome',
            label: text.columns.outcome,
            options: OUTCOMES.map((value) => ({ value, label: text.outcomes[value] })),
          },
          { key: 'operation', label: text.columns.operation },
          { key: 'errorCode', label: text.errorCode },
          { key: 'resource', label: text.resource },
          { key: 'service', label: text.service, options: SERVICES.map((value) => ({ value })) },
        ]}
        columns={[
          {
            id: 'operation',
            header: text.columns.operation,
            cell: (entry) => <Operation of={entry} />,
            isRowHeader: true,
            minWidth: 240,
          },
          {
            id: 'outcome',
            header: text.columns.outcome,
            cell: (entry) => <Outcome of={entry} />,
            minWidth: 250,
          },
          { id: 'time', header: text.columns.time, cell: ({ time }) => <Time at={time} />, minWidth: 120 },
          {
            id: 'milliseconds',
            header: text.columns.milliseconds,
            cell: ({ milliseconds }) => text.milliseconds(milliseconds),
          },
          ...(whose.isEverybody ? [ACCOUNT] : []),
          {
            id: 'resources',
            header: text.columns.resources,
            cell: ({ resources }) => <CopyId id={resources[0]} />,
            minWidth: 180,
          },
          { id: 'id', header: text.columns.id, cell: ({ id }) => <CopyId id={id} /> },
        ]}
      />
    </Page>
  );
};

const Operation = ({ of: { id, operation, service } }: { of: Entry }) => {
  const to = useTo();
  return (
    <PageLink to={to('requests', id)}>
      {operation === undefined
        ? text.noOperation
        : service === 'partnercentral-selling'
          ? operation
          : `${service}: ${operation}`}
    </PageLink>
  );
};

const Actions = () => {
  const { data: server } = useServerInfo();
  const queries = useQueryClient();
  const { act, busy } = useAct();
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button
        iconName="refresh"
        ariaLabel={words.actions.refresh}
        onClick={() => void queries.invalidateQueries({ queryKey: ['operator', 'requests'] })}
      />
      {server?.auth === 'strict' && (
        <Button
          loading={busy === 'bodies'}
          onClick={() =>
            act('bodies', () => operator.PUT('/_cosell/requests/bodies', { body: {} }), text.bodiesKept)
          }
        >
          {text.keepBodies}
        </Button>
      )}
      <Button
        loading={busy === 'clear'}
        onClick={() => act('clear', () => operator.DELETE('/_cosell/requests'), text.cleared)}
      >
        {text.clear}
      </Button>
    </SpaceBetween>
  );
};
