import Badge from '@cloudscape-design/components/badge';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { operator, useOperator } from '../../api/operator.ts';
import { CopyId } from '../../parts/copy-id.tsx';
import { JsonText } from '../../parts/json-view.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { Time } from '../../parts/time.tsx';
import { words } from '../../words.ts';
import { CausedByCall } from './caused.tsx';
import { Code } from './code.tsx';
import type { Detail } from './detail.ts';
import { Explained } from './explained.tsx';
import { Outcome } from './outcome.tsx';
import { canSendAgain, SendAgain } from './send-again.tsx';

const text = words.requests;
const TRAIL = [{ text: text.title, steps: ['requests'] }];

/** One call: what was sent, what came back, why, and how to repeat it. */
export const RequestPage = () => {
  const { id = '' } = useParams();
  const request = useOperator('request', { id }, (path, signal) =>
    operator.GET('/_cosell/requests/{id}', { params: { path }, signal }),
  );
  return (
    <Page
      title={request.data?.operation ?? text.noOperation}
      trail={TRAIL}
      badges={request.data && <Outcome of={request.data} />}
    >
      <Loaded query={request}>{(detail) => <Told detail={detail} />}</Loaded>
    </Page>
  );
};

const Told = ({ detail }: { detail: Detail }) => {
  const [parameters, setParameters] = useSearchParams();
  const [isSending, setSending] = useState(false);
  return (
    <SpaceBetween size="l">
      {detail.explanation && <Explained explanation={detail.explanation} message={detail.message} />}
      <Container
        header={
          <Header
            variant="h2"
            actions={
              <Button
                disabled={!canSendAgain(detail)}
                {...(!canSendAgain(detail) && { disabledReason: text.cannotSend })}
                onClick={() => setSending(true)}
              >
                {text.sendAgain}
              </Button>
            }
          >
            {text.call}
          </Header>
        }
      >
        <KeyValuePairs
          columns={3}
          items={[
            { label: text.columns.time, value: <Time at={detail.time} both /> },
            { label: text.columns.milliseconds, value: text.milliseconds(detail.milliseconds) },
            { label: text.columns.account, value: <CopyId id={detail.account} /> },
            { label: text.principal, value: <CopyId id={detail.principal} /> },
            { label: text.accessKeyId, value: <CopyId id={detail.accessKeyId} /> },
            { label: text.catalog, value: detail.catalog ?? words.none },
            { label: text.bytes, value: text.inOut(detail.requestBytes, detail.responseBytes) },
            { label: text.node, value: detail.node },
            { label: text.columns.id, value: <CopyId id={detail.id} /> },
            {
              label: text.columns.resources,
              value:
                detail.resources.length > 0
                  ? detail.resources.map((name) => (
                      <div key={name}>
                        <CopyId id={name} />
                      </div>
                    ))
                  : words.none,
            },
          ]}
        />
      </Container>
      {detail.outcome === 'ok' && <CausedByCall detail={detail} />}
      {isSending && <SendAgain detail={detail} onClose={() => setSending(false)} />}
      <Tabs
        ariaLabel={text.call}
        activeTabId={parameters.get('tab') ?? 'request'}
        onChange={({ detail: { activeTabId } }) => setParameters({ tab: activeTabId }, { replace: true })}
        tabs={[
          { id: 'request', label: text.request, content: <Sent detail={detail} /> },
          { id: 'response', label: text.response, content: <Body of={detail.response.body} /> },
          { id: 'code', label: text.code, content: <Code id={detail.id} /> },
        ]}
      />
    </SpaceBetween>
  );
};

const Sent = ({ detail: { request } }: { detail: Detail }) =>
  request ? (
    <SpaceBetween size="m">
      <div>
        <Badge>{request.method}</Badge> {request.path}
      </div>
      <Body of={request.body} />
      <JsonText value={request.headers} />
    </SpaceBetween>
  ) : (
    text.noHttp
  );

const Body = ({ of: { json, text: plain, note } }: { of: Detail['response']['body'] }) => (
  <SpaceBetween size="xs">
    {note && <div>{note}</div>}
    {json !== undefined && <JsonText value={json} />}
    {plain !== undefined && <JsonText value={plain} />}
    {json === undefined && plain === undefined && !note && words.none}
  </SpaceBetween>
);
