import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import { useState } from 'react';
import { operator, useOperator } from '../../api/operator.ts';
import { ActionModal } from '../../parts/action-modal.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { FaultBox } from '../../parts/fault-box.tsx';
import { notify } from '../../parts/notices.tsx';
import { Page } from '../../parts/page.tsx';
import { KeyButton } from '../../parts/shortcuts/key-button.tsx';
import { Time } from '../../parts/time.tsx';
import { useAct } from '../../parts/use-act.ts';
import { words } from '../../words.ts';

const text = words.operator.faults;
const HELP = { title: words.operator.titles.faults, content: text.help };

/** What the server is told to do wrong: injected failures, and the quirks of AWS's sandbox. */
export const FaultsPage = () => {
  const [isAdding, setAdding] = useState(false);
  return (
    <Page
      title={words.operator.titles.faults}
      description={text.description}
      help={HELP}
      actions={
        <KeyButton shortcut="n" variant="primary" onClick={() => setAdding(true)}>
          {text.add}
        </KeyButton>
      }
    >
      <Faults onAdd={() => setAdding(true)} />
      <Quirks />
      {isAdding && (
        <ActionModal
          title={text.add}
          action="faults.add"
          submit={text.add}
          onClose={() => setAdding(false)}
          onDone={() => notify({ type: 'success', content: text.added })}
        />
      )}
    </Page>
  );
};

const EFFECTS = ['fail', 'exception', 'delay', 'throttle', 'drop', 'taskWait'] as const;

const Faults = ({ onAdd }: { onAdd: () => void }) => {
  const faults = useOperator('faults', {}, (_, signal) => operator.GET('/_cosell/faults', { signal }));
  const { act, busy } = useAct();
  const items = faults.data?.faults ?? [];
  type Fault = (typeof items)[number];
  const effectOf = (fault: Fault) =>
    EFFECTS.flatMap((name) =>
      fault[name] === undefined ? [] : [text.effects[name](String(fault[name]))],
    ).join(', ');
  return (
    <DataTable
      label={text.list}
      wrapLines
      items={items}
      keyOf={({ id }) => id}
      isLoading={faults.isPending}
      empty={
        faults.error ? (
          <FaultBox error={faults.error} onRetry={() => void faults.refetch()} />
        ) : (
          <SpaceBetween size="s">
            <div>{text.none}</div>
            <Button onClick={onAdd}>{text.add}</Button>
          </SpaceBetween>
        )
      }
      header={
        <Header
          variant="h2"
          counter={`(${items.length})`}
          actions={
            items.length > 0 && (
              <Button
                loading={busy === 'clear'}
                onClick={() => act('clear', () => operator.DELETE('/_cosell/faults'), text.cleared)}
              >
                {text.clear}
              </Button>
            )
          }
        >
          {text.list}
        </Header>
      }
      columns={[
        { id: 'effect', header: text.columns.effect, cell: effectOf, isRowHeader: true, minWidth: 220 },
        { id: 'operation', header: text.columns.operation, cell: ({ operation }) => operation ?? text.all },
        { id: 'account', header: text.columns.account, cell: ({ account }) => account ?? text.all },
        { id: 'step', header: text.columns.step, cell: ({ step }) => step ?? words.none },
        {
          id: 'remaining',
          header: text.columns.remaining,
          cell: ({ remaining }) => (remaining === null ? text.always : String(remaining)),
        },
        { id: 'created', header: text.columns.created, cell: ({ createdAt }) => <Time at={createdAt} /> },
        {
          id: 'remove',
          header: text.columns.remove,
          cell: ({ id }) => (
            <Button
              variant="inline-link"
              loading={busy === id}
              ariaLabel={text.removeOf(id)}
              onClick={() =>
                act(
                  id,
                  () => operator.DELETE('/_cosell/faults/{id}', { params: { path: { id } } }),
                  text.removed,
                )
              }
            >
              {text.remove}
            </Button>
          ),
        },
      ]}
    />
  );
};

const Quirks = () => {
  const quirks = useOperator('quirks', {}, (_, signal) => operator.GET('/_cosell/quirks', { signal }));
  const { act, busy } = useAct();
  const items = quirks.data?.quirks ?? [];
  type Quirk = (typeof items)[number];
  const change = ({ name }: Quirk, isOn: boolean) =>
    act(
      name,
      () =>
        isOn
          ? operator.PUT('/_cosell/quirks/{name}', { params: { path: { name } }, body: {} })
          : operator.DELETE('/_cosell/quirks', { params: { query: { name } } }),
      isOn ? text.quirkOn(name) : text.quirkOff(name),
    );
  return (
    <DataTable
      label={text.quirks}
      wrapLines
      items={items}
      keyOf={({ name }) => name}
      isLoading={quirks.isPending}
      empty={
        quirks.error ? <FaultBox error={quirks.error} onRetry={() => void quirks.refetch()} /> : text.noQuirks
      }
      header={
        <Header variant="h2" description={text.quirksDescription}>
          {text.quirks}
        </Header>
      }
      columns={[
        { id: 'name', header: text.columns.name, cell: ({ name }) => name, isRowHeader: true, width: 200 },
        { id: 'summary', header: text.columns.summary, cell: ({ summary }) => summary, minWidth: 320 },
        {
          id: 'on',
          header: text.columns.on,
          width: 120,
          cell: (quirk) => (
            <Toggle
              checked={quirk.on}
              disabled={busy === quirk.name}
              ariaLabel={quirk.name}
              onChange={({ detail }) => void change(quirk, detail.checked)}
            />
          ),
        },
      ]}
    />
  );
};
