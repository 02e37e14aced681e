import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { useEventBridge } from '../../api/event-bridge.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { FaultBox } from '../../parts/fault-box.tsx';
import { Page } from '../../parts/page.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { KeyButton } from '../../parts/shortcuts/key-button.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { RuleModal } from './rule-modal.tsx';

const text = words.events.rules;
const HELP = { title: words.events.titles.rules, content: text.help, sources: text.sources };

/** The rules of the account: which events go where. */
export const RulesPage = () => {
  const to = useTo();
  const rules = useEventBridge('ListRules', { Limit: 100 });
  const [isAdding, setAdding] = useState(false);
  const items = rules.data?.Rules ?? [];
  const add = (
    <KeyButton shortcut="n" variant="primary" onClick={() => setAdding(true)}>
      {text.create}
    </KeyButton>
  );
  return (
    <Page title={words.events.titles.rules} description={text.description} help={HELP} actions={add}>
      <DataTable
        label={words.events.titles.rules}
        items={items}
        keyOf={({ Name }) => Name ?? ''}
        isLoading={rules.isPending}
        empty={
          rules.error ? (
            <FaultBox error={rules.error} onRetry={() => void rules.refetch()} />
          ) : (
            <SpaceBetween size="s">
              <div>{text.none}</div>
              <Button onClick={() => setAdding(true)}>{text.create}</Button>
            </SpaceBetween>
          )
        }
        header={
          <Header variant="h2" counter={`(${items.length})`}>
            {words.events.titles.rules}
          </Header>
        }
        columns={[
          {
            id: 'name',
            header: text.columns.name,
            isRowHeader: true,
            minWidth: 180,
            cell: ({ Name = '' }) => <PageLink to={to('events', 'rules', Name)}>{Name}</PageLink>,
          },
          { id: 'state', header: text.columns.state, cell: ({ State }) => <RuleState of={State} /> },
          {
            id: 'pattern',
            header: text.columns.pattern,
            minWidth: 320,
            cell: ({ EventPattern }) => EventPattern ?? words.none,
          },
          {
            id: 'description',
            header: text.columns.description,
            cell: ({ Description }) => Description || words.none,
          },
        ]}
      />
      {isAdding && <RuleModal onClose={() => setAdding(false)} />}
    </Page>
  );
};

/** Whether a rule sends anything. */
export const RuleState = ({ of }: { of: string | undefined }) => (
  <StatusIndicator type={of === 'DISABLED' ? 'stopped' : 'success'}>
    {of === 'DISABLED' ? text.disabled : text.enabled}
  </StatusIndicator>
);
