import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { operator, useOperator } from '../../api/operator.ts';
import { usePlace } from '../../api/place.ts';
import { ActionModal } from '../../parts/action-modal.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { FaultBox } from '../../parts/fault-box.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { useAct } from '../../parts/use-act.ts';
import { words } from '../../words.ts';

const text = words.operator.quotas;
const HELP = { title: words.operator.titles.quotas, content: text.help };

/** How many requests accounts may send, and what this account has used. */
export const QuotasPage = () => {
  const { account } = usePlace();
  const quotas = useOperator('quotas', {}, (_, signal) => operator.GET('/_cosell/quotas', { signal }));
  const usage = useOperator('quota-usage', { account }, (query, signal) =>
    operator.GET('/_cosell/quotas/usage', { params: { query }, signal }),
  );
  const { act } = useAct();
  const [isEditing, setEditing] = useState(false);
  const choose = (mode: string) => {
    if (mode === 'custom') return setEditing(true);
    void act(
      mode,
      () => operator.PUT('/_cosell/quotas', { body: { mode: mode as 'off' | 'aws' } }),
      text.changed,
    );
  };
  const classes = usage.data?.classes ?? [];
  const limit = (value: number | undefined) =>
    value === undefined ? text.unlimited : value.toLocaleString('en');
  return (
    <Page title={words.operator.titles.quotas} description={text.description} help={HELP}>
      <Container header={<Header variant="h2">{text.mode}</Header>}>
        <Loaded query={quotas}>
          {({ mode }) => (
            <SpaceBetween size="s">
              <SegmentedControl
                label={text.mode}
                selectedId={mode}
                onChange={({ detail }) => choose(detail.selectedId)}
                options={(['off', 'aws', 'custom'] as const).map((id) => ({ id, text: text.modes[id] }))}
              />
              <Box color="text-body-secondary">{text.modeHelp[mode]}</Box>
              {mode === 'custom' && <Button onClick={() => setEditing(true)}>{text.edit}</Button>}
            </SpaceBetween>
          )}
        </Loaded>
      </Container>
      <DataTable
        label={text.usage(account)}
        items={classes}
        keyOf={(entry) => entry.class}
        isLoading={usage.isPending}
        empty={
          usage.error ? <FaultBox error={usage.error} onRetry={() => void usage.refetch()} /> : text.unlimited
        }
        header={
          <Header variant="h2" description={text.usageHelp}>
            {text.usage(account)}
          </Header>
        }
        columns={[
          {
            id: 'class',
            header: text.columns.class,
            cell: (entry) => text.classes[entry.class] ?? entry.class,
            isRowHeader: true,
            minWidth: 200,
          },
          { id: 'perSecond', header: text.columns.perSecond, cell: ({ perSecond }) => limit(perSecond) },
          { id: 'burst', header: text.columns.burst, cell: ({ burst }) => limit(burst) },
          { id: 'perDay', header: text.columns.perDay, cell: ({ perDay }) => limit(perDay) },
          {
            id: 'used',
            header: text.columns.used,
            minWidth: 200,
            cell: (entry) =>
              entry.usedInDay === undefined || entry.perDay === undefined ? (
                words.none
              ) : (
                <ProgressBar
                  value={(100 * entry.usedInDay) / entry.perDay}
                  additionalInfo={entry.usedInDay.toLocaleString('en')}
                  ariaLabel={text.classes[entry.class] ?? entry.class}
                />
              ),
          },
        ]}
      />
      {isEditing && (
        <ActionModal
          title={text.edit}
          action="quotas.set"
          fixed={{ mode: 'custom' }}
          only={['classes']}
          initial={{
            classes: JSON.stringify(
              quotas.data?.mode === 'custom'
                ? quotas.data.classes
                : { writes: { perSecond: 1, perDay: 10_000 } },
              undefined,
              2,
            ),
          }}
          submit={words.actions.save}
          onClose={() => setEditing(false)}
        />
      )}
    </Page>
  );
};
