import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { operator, useOperator } from '../../api/operator.ts';
import { useServerInfo } from '../../api/server-info.ts';
import { CopyId } from '../../parts/copy-id.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { FaultBox } from '../../parts/fault-box.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { Said } from '../../parts/said.tsx';
import { Time } from '../../parts/time.tsx';
import { words } from '../../words.ts';

const text = words.operator.health;

/** Whether the server is well, how it is set up, and whether events reach their targets. */
export const HealthPage = () => {
  const info = useServerInfo();
  const health = useOperator('health', {}, (_, signal) => operator.GET('/_cosell/health', { signal }));
  const wait = useOperator('task-wait', {}, (_, signal) => operator.GET('/_cosell/task-wait', { signal }));
  return (
    <Page title={words.operator.titles.health} description={text.description}>
      <Container header={<Header variant="h2">{text.server}</Header>}>
        <Loaded query={health}>
          {({ status, version, reason }) => (
            <KeyValuePairs
              columns={3}
              items={[
                {
                  label: text.status,
                  value: (
                    <StatusIndicator type={status === 'ok' ? 'success' : 'error'}>
                      {status === 'ok' ? text.ok : (reason ?? status)}
                    </StatusIndicator>
                  ),
                },
                { label: text.version, value: version },
                { label: text.endpoint, value: <CopyId id={new URL(document.baseURI).href} /> },
                { label: text.region, value: info.data?.region ?? words.none },
                { label: text.auth, value: info.data ? text.auths[info.data.auth] : words.none },
                { label: text.operator, value: info.data ? text.operators[info.data.operator] : words.none },
                {
                  label: text.journal,
                  value: info.data?.journal?.limit ? text.calls(info.data.journal.limit) : text.noJournal,
                },
                {
                  label: text.taskWait,
                  value: wait.data ? text.milliseconds(wait.data.wait) : words.none,
                },
              ]}
            />
          )}
        </Loaded>
      </Container>
      <Targets />
    </Page>
  );
};

const Targets = () => {
  const targets = useOperator('targets', {}, (_, signal) => operator.GET('/_cosell/targets', { signal }));
  const items = targets.data?.targets ?? [];
  return (
    <DataTable
      label={text.targets}
      items={items}
      wrapLines
      keyOf={({ id, account = '' }) => `${account}/${id}`}
      isLoading={targets.isPending}
      empty={
        targets.error ? (
          <FaultBox error={targets.error} onRetry={() => void targets.refetch()} />
        ) : (
          text.noTargets
        )
      }
      header={
        <Header variant="h2" counter={`(${items.length})`} description={text.targetsHelp}>
          {text.targets}
        </Header>
      }
      columns={[
        { id: 'id', header: text.columns.target, cell: ({ id }) => id, isRowHeader: true, minWidth: 200 },
        {
          id: 'account',
          header: text.columns.account,
          cell: ({ account }) => account ?? words.none,
          minWidth: 145,
        },
        {
          id: 'state',
          header: text.columns.state,
          width: 250,
          cell: (target) =>
            target.disabled ? (
              <StatusIndicator type="stopped">{text.disabled}</StatusIndicator>
            ) : target.notSent ? (
              <Said error={target.notSent} type="warning" />
            ) : target.lastError ? (
              <Said error={target.lastError} />
            ) : (
              <StatusIndicator type="success">{text.ok}</StatusIndicator>
            ),
        },
        { id: 'lag', header: text.columns.lag, cell: ({ lag }) => String(lag) },
        { id: 'attempts', header: text.columns.attempts, cell: ({ attempts }) => String(attempts) },
        { id: 'next', header: text.columns.next, cell: ({ nextAttempt }) => <Time at={nextAttempt} /> },
        { id: 'arn', header: text.columns.arn, cell: ({ arn }) => <CopyId id={arn} />, minWidth: 420 },
      ]}
    />
  );
};
