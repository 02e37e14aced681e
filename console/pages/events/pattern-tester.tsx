import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useEventBridgeAction } from '../../api/event-bridge.ts';
import { operator } from '../../api/operator.ts';
import { usePlace } from '../../api/place.ts';
import { FaultBox } from '../../parts/fault-box.tsx';
import { words } from '../../words.ts';

const text = words.events.tester;

const example = (account: string): string =>
  JSON.stringify(
    {
      version: '0',
      id: '00000000-0000-4000-8000-000000000000',
      'detail-type': 'Opportunity Created',
      source: 'aws.partnercentral-selling',
      account,
      time: '2026-01-01T00:00:00Z',
      region: 'us-east-1',
      resources: [],
      detail: { schemaVersion: '1', catalog: 'Sandbox', opportunity: { identifier: 'O1234567' } },
    },
    undefined,
    2,
  );

/** An event pattern beside an event: whether it matches, as EventBridge says. */
export const PatternTester = ({
  pattern,
  onChange,
}: {
  pattern: string;
  onChange: (pattern: string) => void;
}) => {
  const { account } = usePlace();
  const [event, setEvent] = useState(() => example(account));
  const test = useEventBridgeAction('TestEventPattern');
  const [isEmpty, setEmpty] = useState(false);
  const takeLatest = async () => {
    const { data } = await operator.GET('/_cosell/feed', { params: { query: { account, limit: 1 } } });
    const latest = data?.events[0]?.event;
    setEmpty(latest === undefined);
    if (latest) setEvent(JSON.stringify(latest, undefined, 2));
    test.reset();
  };
  return (
    <SpaceBetween size="s">
      <ColumnLayout columns={2}>
        <FormField label={text.pattern} stretch>
          <Textarea
            value={pattern}
            rows={14}
            spellcheck={false}
            onChange={({ detail }) => {
              onChange(detail.value);
              test.reset();
            }}
          />
        </FormField>
        <FormField label={text.event} stretch errorText={isEmpty && text.noEvent}>
          <Textarea
            value={event}
            rows={14}
            spellcheck={false}
            onChange={({ detail }) => {
              setEvent(detail.value);
              test.reset();
            }}
          />
        </FormField>
      </ColumnLayout>
      <SpaceBetween direction="horizontal" size="s" alignItems="center">
        <Button loading={test.isPending} onClick={() => test.mutate({ EventPattern: pattern, Event: event })}>
          {text.test}
        </Button>
        <Button variant="link" onClick={() => takeLatest().catch(() => setEmpty(true))}>
          {text.latest}
        </Button>
        <div role="status">
          {test.data && (
            <StatusIndicator type={test.data.Result ? 'success' : 'stopped'}>
              {test.data.Result ? text.matches : text.matchesNot}
            </StatusIndicator>
          )}
        </div>
      </SpaceBetween>
      {test.error && <FaultBox error={test.error} />}
    </SpaceBetween>
  );
};
