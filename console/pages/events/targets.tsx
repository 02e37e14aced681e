import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { useEventBridge, useEventBridgeAction } from '../../api/event-bridge.ts';
import { operator, useOperator } from '../../api/operator.ts';
import { usePlace } from '../../api/place.ts';
import { CopyId } from '../../parts/copy-id.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FaultBox } from '../../parts/fault-box.tsx';
import { Said } from '../../parts/said.tsx';
import { words } from '../../words.ts';

const text = words.events.targets;

/** Where a rule's events go, and how far each target is. */
export const Targets = ({ rule }: { rule: string }) => {
  const { account } = usePlace();
  const targets = useEventBridge('ListTargetsByRule', { Rule: rule });
  const progress = useOperator('targets', { account }, (query, signal) =>
    operator.GET('/_cosell/targets', { params: { query }, signal }),
  );
  const remove = useEventBridgeAction('RemoveTargets');
  const [isAdding, setAdding] = useState(false);
  const items = targets.data?.Targets ?? [];
  const progressOf = (id: string) =>
    progress.data?.targets.find((target) => target.id === `rule/${rule}/${id}`);
  return (
    <>
      {remove.error && <FaultBox error={remove.error} />}
      <DataTable
        label={text.title}
        items={items}
        keyOf={({ Id }) => Id ?? ''}
        isLoading={targets.isPending}
        empty={
          targets.error ? (
            <FaultBox error={targets.error} onRetry={() => void targets.refetch()} />
          ) : (
            <SpaceBetween size="s">
              <div>{text.none}</div>
              <Button onClick={() => setAdding(true)}>{text.add}</Button>
            </SpaceBetween>
          )
        }
        header={
          <Header
            variant="h2"
            counter={`(${items.length})`}
            actions={<Button onClick={() => setAdding(true)}>{text.add}</Button>}
          >
            {text.title}
          </Header>
        }
        wrapLines
        columns={[
          { id: 'id', header: text.columns.id, cell: ({ Id }) => Id, isRowHeader: true, width: 150 },
          { id: 'arn', header: text.columns.arn, cell: ({ Arn }) => <CopyId id={Arn} />, width: 290 },
          {
            id: 'state',
            header: text.columns.state,
            width: 240,
            cell: ({ Id = '' }) => {
              const { notSent, lastError } = progressOf(Id) ?? {};
              if (notSent) return <Said type="warning" error={notSent} />;
              if (lastError) return <Said error={lastError} />;
              return <StatusIndicator type="success">{text.well}</StatusIndicator>;
            },
          },
          {
            id: 'lag',
            header: text.columns.lag,
            width: 110,
            cell: ({ Id = '' }) => String(progressOf(Id)?.lag ?? words.none),
          },
          {
            id: 'remove',
            header: text.columns.remove,
            cell: ({ Id = '' }) => (
              <Button
                variant="inline-link"
                ariaLabel={text.removeOf(Id)}
                onClick={() => remove.mutate({ Rule: rule, Ids: [Id] })}
              >
                {text.remove}
              </Button>
            ),
          },
        ]}
      />
      {isAdding && <AddTarget rule={rule} onClose={() => setAdding(false)} />}
    </>
  );
};

const AddTarget = ({ rule, onClose }: { rule: string; onClose: () => void }) => {
  const put = useEventBridgeAction('PutTargets');
  const [given, setGiven] = useState({ Id: '1', Arn: '', RoleArn: '' });
  const refused = put.data?.FailedEntries?.[0];
  const save = () =>
    put.mutate(
      {
        Rule: rule,
        Targets: [{ Id: given.Id, Arn: given.Arn, ...(given.RoleArn && { RoleArn: given.RoleArn }) }],
      },
      { onSuccess: ({ FailedEntryCount }) => !FailedEntryCount && onClose() },
    );
  return (
    <Dialog title={text.add} confirm={text.add} isBusy={put.isPending} onConfirm={save} onDismiss={onClose}>
      <SpaceBetween size="l">
        {put.error && <FaultBox error={put.error} />}
        <FormField label={text.columns.id}>
          <Input
            value={given.Id}
            onChange={({ detail }) => setGiven({ ...given, Id: detail.value.trim() })}
          />
        </FormField>
        <FormField label={text.columns.arn} description={text.arnHelp} errorText={refused?.ErrorMessage}>
          <Input
            value={given.Arn}
            onChange={({ detail }) => setGiven({ ...given, Arn: detail.value.trim() })}
          />
        </FormField>
        <FormField label={`${text.role} – ${words.form.optional}`} description={text.roleHelp}>
          <Input
            value={given.RoleArn}
            onChange={({ detail }) => setGiven({ ...given, RoleArn: detail.value.trim() })}
          />
        </FormField>
      </SpaceBetween>
    </Dialog>
  );
};
