import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { callService } from '../../api/call.ts';
import { newClientToken } from '../../api/client-token.ts';
import { usePlace } from '../../api/place.ts';
import { isService } from '../../api/services.ts';
import { useSession } from '../../api/session.ts';
import { FaultBox } from '../../parts/fault-box.tsx';
import { JsonText } from '../../parts/json-view.tsx';
import { words } from '../../words.ts';
import type { Detail } from './detail.ts';

const text = words.requests;

/** Whether a call can be sent again from here: one of a service that speaks JSON, with its body. */
export const canSendAgain = ({ service, operation, request }: Detail): boolean =>
  operation !== undefined && isService(service) && request?.body.json !== undefined;

/** Names of tokens that make a second call return what the first made. */
const TOKENS = ['ClientToken'];

const withNewTokens = (input: unknown): unknown =>
  typeof input === 'object' && input !== null
    ? Object.fromEntries(
        Object.entries(input).map(([name, value]) => [
          name,
          TOKENS.includes(name) ? newClientToken() : value,
        ]),
      )
    : input;

/** Sends a call again, changed if wanted, with a new client token. */
export const SendAgain = ({ detail, onClose }: { detail: Detail; onClose: () => void }) => {
  const place = usePlace();
  const session = useSession();
  const queries = useQueryClient();
  const [account, setAccount] = useState(session.account ?? detail.account ?? place.account);
  const [body, setBody] = useState(() =>
    JSON.stringify(withNewTokens(detail.request?.body.json), undefined, 2),
  );
  const [answer, setAnswer] = useState<unknown>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const problem = problemOf(body);
  const send = async () => {
    if (problem || !isService(detail.service) || detail.operation === undefined) return;
    setBusy(true);
    setError(undefined);
    setAnswer(undefined);
    try {
      setAnswer(await callService(detail.service, account, detail.operation, JSON.parse(body)));
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
      void queries.invalidateQueries();
    }
  };
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={text.sendAgainHelp}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="link" onClick={onClose}>
                {words.actions.close}
              </Button>
              <Button variant="primary" loading={isBusy} onClick={send}>
                {text.send}
              </Button>
            </SpaceBetween>
          }
        >
          {text.sendAgain}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {session.account === undefined && (
          <FormField label={text.columns.account}>
            <Input value={account} onChange={({ detail: { value } }) => setAccount(value.trim())} />
          </FormField>
        )}
        <FormField label={text.body} errorText={problem} stretch>
          <Textarea
            value={body}
            rows={14}
            spellcheck={false}
            onChange={({ detail: { value } }) => setBody(value)}
          />
        </FormField>
        {error !== undefined && <FaultBox error={error} />}
        {answer !== undefined && <JsonText value={answer} />}
      </SpaceBetween>
    </Container>
  );
};

const problemOf = (body: string): string | undefined => {
  try {
    JSON.parse(body);
    return undefined;
  } catch (error) {
    return words.form.json((error as Error).message);
  }
};
