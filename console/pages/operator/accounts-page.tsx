import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { runAction, useActions } from '../../api/open-api.ts';
import { ActionModal } from '../../parts/action-modal.tsx';
import { CopyId } from '../../parts/copy-id.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FaultBox } from '../../parts/fault-box.tsx';
import { Page } from '../../parts/page.tsx';
import { KeyButton } from '../../parts/shortcuts/key-button.tsx';
import { useAct } from '../../parts/use-act.ts';
import { words } from '../../words.ts';
import { type Kind, kinds, type Row } from './principals.tsx';
import { usePrincipals } from './use-principals.ts';

const text = words.operator.accounts;
const HELP = { title: words.operator.titles.accounts, content: text.help };

/** Accounts, and who may call: users, access keys, roles, policies, and the operator's tokens. */
export const AccountsPage = () => {
  const [parameters, setParameters] = useSearchParams();
  return (
    <Page title={words.operator.titles.accounts} description={text.description} help={HELP}>
      <Tabs
        ariaLabel={words.operator.titles.accounts}
        activeTabId={parameters.get('tab') ?? 'accounts'}
        onChange={({ detail }) => setParameters({ tab: detail.activeTabId })}
        tabs={kinds.map((kind) => ({
          id: kind.id,
          label: text.kinds[kind.id],
          content: <Principals kind={kind} />,
        }))}
      />
    </Page>
  );
};

const Principals = ({ kind }: { kind: Kind }) => {
  const list = usePrincipals(kind);
  const [form, setForm] = useState<{ action: string; row?: Row }>();
  const [deleting, setDeleting] = useState<Row>();
  const [secret, setSecret] = useState<Row>();
  const items = list.data ?? [];
  return (
    <SpaceBetween size="l">
      {secret && <Secret of={secret} onDismiss={() => setSecret(undefined)} />}
      <DataTable
        label={text.kinds[kind.id]}
        items={items}
        keyOf={kind.keyOf}
        isLoading={list.isPending}
        empty={
          list.error ? (
            <FaultBox error={list.error} onRetry={() => void list.refetch()} />
          ) : (
            text.none[kind.id]
          )
        }
        header={
          <Header
            variant="h2"
            counter={`(${items.length})`}
            description={text.descriptions[kind.id]}
            actions={
              <KeyButton shortcut="n" onClick={() => setForm({ action: kind.create })}>
                {text.create[kind.id]}
              </KeyButton>
            }
          >
            {text.kinds[kind.id]}
          </Header>
        }
        columns={[
          ...kind.columns,
          {
            id: 'actions',
            header: text.columns.actions,
            minWidth: 220,
            cell: (row: Row) => (
              <SpaceBetween direction="horizontal" size="xs">
                {kind.actions.map(({ action, label }) => (
                  <Button
                    key={action}
                    variant="inline-link"
                    ariaLabel={`${label}: ${kind.keyOf(row)}`}
                    onClick={() => setForm({ action, row })}
                  >
                    {label}
                  </Button>
                ))}
                <Button
                  variant="inline-link"
                  ariaLabel={`${text.delete}: ${kind.keyOf(row)}`}
                  onClick={() => setDeleting(row)}
                >
                  {text.delete}
                </Button>
              </SpaceBetween>
            ),
          },
        ]}
      />
      {form && (
        <ActionModal
          title={form.row ? kind.keyOf(form.row) : text.create[kind.id]}
          action={form.action}
          {...(form.row && { fixed: kind.pathOf(form.row), initial: kind.initialOf?.(form.row) ?? {} })}
          submit={words.actions.save}
          onClose={() => setForm(undefined)}
          onDone={(answer) => {
            const row = answer as Row;
            if ('secretAccessKey' in row || 'token' in row) setSecret(row);
          }}
        />
      )}
      {deleting && <Delete kind={kind} row={deleting} onClose={() => setDeleting(undefined)} />}
    </SpaceBetween>
  );
};

/** A secret that is shown only now. */
const Secret = ({ of, onDismiss }: { of: Row; onDismiss: () => void }) => (
  <Alert
    type="warning"
    header={text.secretOnce}
    dismissible
    onDismiss={onDismiss}
    dismissAriaLabel={words.actions.close}
  >
    {(['accessKeyId', 'secretAccessKey', 'token'] as const).map(
      (name) =>
        typeof of[name] === 'string' && (
          <div key={name}>
            {text.secrets[name]}: <CopyId id={of[name]} />
          </div>
        ),
    )}
  </Alert>
);

const Delete = ({ kind, row, onClose }: { kind: Kind; row: Row; onClose: () => void }) => {
  const { act, busy } = useAct();
  const actions = useActions();
  const key = kind.keyOf(row);
  return (
    <Dialog
      title={text.deleteTitle(key)}
      confirm={text.delete}
      isBusy={busy !== undefined}
      onDismiss={onClose}
      onConfirm={async () => {
        const action = actions.data?.find(({ name }) => name === kind.delete);
        if (!action) return;
        const run = async () => ({ data: await runAction(action, kind.pathOf(row)) });
        if (await act('delete', run, text.deleted(key))) onClose();
      }}
    >
      <Box>{text.deleteBody[kind.id]}</Box>
    </Dialog>
  );
};
