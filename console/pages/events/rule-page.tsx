import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useEventBridge, useEventBridgeAction } from '../../api/event-bridge.ts';
import type { Fault } from '../../api/fault.ts';
import { CopyId } from '../../parts/copy-id.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FaultBox } from '../../parts/fault-box.tsx';
import { JsonText } from '../../parts/json-view.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { notify } from '../../parts/notices.tsx';
import { Page } from '../../parts/page.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { DeliveriesTable } from './deliveries-table.tsx';
import { RuleModal } from './rule-modal.tsx';
import { RuleState } from './rules-page.tsx';
import { Targets } from './targets.tsx';

const text = words.events.rules;
const TRAIL = [{ text: words.events.titles.rules, steps: ['events', 'rules'] }];

/** A rule: its pattern, and where its events go. */
export const RulePage = () => {
  const { name = '' } = useParams();
  const rule = useEventBridge('DescribeRule', { Name: name });
  const [asking, setAsking] = useState<'edit' | 'delete'>();
  const enable = useEventBridgeAction('EnableRule');
  const disable = useEventBridgeAction('DisableRule');
  const isDisabled = rule.data?.State === 'DISABLED';
  const toggle = isDisabled ? enable : disable;
  return (
    <Page
      title={name}
      trail={TRAIL}
      badges={rule.data && <RuleState of={rule.data.State} />}
      actions={
        rule.data && (
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={() => setAsking('edit')}>{text.edit}</Button>
            <Button loading={toggle.isPending} onClick={() => toggle.mutate({ Name: name })}>
              {isDisabled ? text.enable : text.disable}
            </Button>
            <Button onClick={() => setAsking('delete')}>{text.delete}</Button>
          </SpaceBetween>
        )
      }
    >
      {toggle.error && <FaultBox error={toggle.error} />}
      <Loaded query={rule}>
        {({ Arn, EventPattern = '', Description = '' }) => (
          <SpaceBetween size="l">
            <Container header={<Header variant="h2">{text.rule}</Header>}>
              <SpaceBetween size="m">
                <KeyValuePairs
                  columns={2}
                  items={[
                    { label: text.columns.description, value: Description || words.none },
                    { label: text.arn, value: <CopyId id={Arn} /> },
                  ]}
                />
                <JsonText value={pretty(EventPattern)} />
              </SpaceBetween>
            </Container>
            <Targets rule={name} />
            <DeliveriesTable rule={name} />
            {asking === 'edit' && (
              <RuleModal
                rule={{ name, description: Description, pattern: pretty(EventPattern) }}
                onClose={() => setAsking(undefined)}
              />
            )}
          </SpaceBetween>
        )}
      </Loaded>
      {asking === 'delete' && <Delete name={name} onClose={() => setAsking(undefined)} />}
    </Page>
  );
};

/** The server keeps a pattern as it was written. */
const pretty = (pattern: string): string => {
  try {
    return JSON.stringify(JSON.parse(pattern), undefined, 2);
  } catch {
    return pattern;
  }
};

/** Deletes a rule with its targets: EventBridge deletes none that has targets. */
const Delete = ({ name, onClose }: { name: string; onClose: () => void }) => {
  const targets = useEventBridge('ListTargetsByRule', { Rule: name });
  const removeTargets = useEventBridgeAction('RemoveTargets');
  const remove = useEventBridgeAction('DeleteRule');
  const navigate = useNavigate();
  const to = useTo();
  const confirm = async () => {
    const ids = (targets.data?.Targets ?? []).flatMap(({ Id }) => (Id === undefined ? [] : [Id]));
    try {
      if (ids.length > 0) await removeTargets.mutateAsync({ Rule: name, Ids: ids });
      await remove.mutateAsync({ Name: name });
      notify({ type: 'success', content: text.deleted(name) });
      void navigate(to('events', 'rules'));
    } catch (error) {
      onClose();
      notify({ type: 'error', content: (error as Fault).message });
    }
  };
  return (
    <Dialog
      title={text.deleteTitle(name)}
      confirm={text.delete}
      isBusy={remove.isPending || removeTargets.isPending}
      onConfirm={() => void confirm()}
      onDismiss={onClose}
    >
      {text.deleteBody}
    </Dialog>
  );
};
