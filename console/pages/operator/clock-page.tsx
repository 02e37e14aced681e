import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useEffect, useState } from 'react';
import { operator, useOperator } from '../../api/operator.ts';
import { serverNow, useServerClock } from '../../api/server-time.ts';
import { ActionForm } from '../../parts/action-form/action-form.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { notify } from '../../parts/notices.tsx';
import { Page } from '../../parts/page.tsx';
import { useAct } from '../../parts/use-act.ts';
import { words } from '../../words.ts';

const text = words.operator.clock;
const HELP = { title: words.operator.titles.clock, content: text.help };
const STEPS = ['1h', '1d', '7d', '15d'] as const;
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'long' });

/** The server's time, second by second. */
const Now = () => {
  useServerClock();
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((tick) => tick + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  const now = new Date(serverNow());
  return (
    <SpaceBetween size="xxs">
      <Box fontSize="heading-xl" fontWeight="bold">
        {exact.format(now)}
      </Box>
      <Box variant="small">{now.toISOString()}</Box>
    </SpaceBetween>
  );
};

/** The server's clock: freeze it, move it, resume it. */
export const ClockPage = () => {
  const clock = useOperator('clock', {}, (_, signal) => operator.GET('/_cosell/clock', { signal }));
  const { act, busy } = useAct();
  const isFrozen = clock.data?.frozen ?? false;
  return (
    <Page title={words.operator.titles.clock} description={text.description} help={HELP}>
      <Container
        header={
          <Header
            variant="h2"
            actions={
              isFrozen ? (
                <Button
                  variant="primary"
                  loading={busy === 'resume'}
                  onClick={() => act('resume', () => operator.POST('/_cosell/clock/resume'), text.resumed)}
                >
                  {text.resume}
                </Button>
              ) : (
                <Button
                  loading={busy === 'freeze'}
                  onClick={() => act('freeze', () => operator.POST('/_cosell/clock/freeze'), text.frozen)}
                >
                  {text.freeze}
                </Button>
              )
            }
          >
            {text.now}
          </Header>
        }
      >
        <Loaded query={clock}>
          {({ frozen, offset }) => (
            <SpaceBetween size="l">
              <Now />
              <KeyValuePairs
                columns={2}
                items={[
                  {
                    label: text.state,
                    value: frozen ? (
                      <StatusIndicator type="stopped">{text.isFrozen}</StatusIndicator>
                    ) : (
                      <StatusIndicator type="success">{text.runs}</StatusIndicator>
                    ),
                  },
                  { label: text.offset, value: text.ahead(offset) },
                ]}
              />
              <SpaceBetween size="xs">
                <Box variant="awsui-key-label">{text.advance}</Box>
                <SpaceBetween direction="horizontal" size="xs">
                  {STEPS.map((by) => (
                    <Button
                      key={by}
                      loading={busy === by}
                      onClick={() =>
                        act(
                          by,
                          () => operator.POST('/_cosell/clock/advance', { body: { by } }),
                          text.advanced(by),
                        )
                      }
                    >
                      {`+${by}`}
                    </Button>
                  ))}
                </SpaceBetween>
              </SpaceBetween>
            </SpaceBetween>
          )}
        </Loaded>
      </Container>
      <Container header={<Header variant="h2">{text.byHand}</Header>}>
        <ActionForm
          action="clock.advance"
          submit={text.advance}
          onDone={() => notify({ type: 'success', content: text.moved })}
        />
      </Container>
      <Container header={<Header variant="h2">{text.set}</Header>}>
        <ActionForm
          action="clock.set"
          submit={text.set}
          onDone={() => notify({ type: 'success', content: text.moved })}
        />
      </Container>
    </Page>
  );
};
