import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type FormEvent, useState } from 'react';
import { isFault, isUnreachable } from '../api/fault.ts';
import { words } from '../words.ts';
import { signInWithKey, signInWithToken } from './signing-in.ts';

type Way = 'key' | 'token';
interface Values {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  operatorToken: string;
}
const EMPTY: Values = { accessKeyId: '', secretAccessKey: '', sessionToken: '', operatorToken: '' };

/** Signing in to a server that checks signatures. */
export const SignIn = () => {
  const [way, setWay] = useState<Way>('key');
  const [values, setValues] = useState(EMPTY);
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const [isTried, setTried] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setError(undefined);
    const { accessKeyId, secretAccessKey, sessionToken, operatorToken } = values;
    if (way === 'key' ? !accessKeyId || !secretAccessKey : !operatorToken) return;
    setBusy(true);
    try {
      if (way === 'token') await signInWithToken(operatorToken);
      else await signInWithKey({ accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) });
    } catch (fault) {
      setError(fault);
      setBusy(false);
    }
  };
  const field = (name: keyof Values, label: string, isSecret: boolean, isOptional = false) => (
    <FormField
      label={isOptional ? `${label} – ${words.signIn.optional}` : label}
      errorText={isTried && !isOptional && !values[name] && words.signIn.required}
    >
      <Input
        value={values[name]}
        type={isSecret ? 'password' : 'text'}
        autoComplete={false}
        spellcheck={false}
        onChange={({ detail }) => setValues({ ...values, [name]: detail.value.trim() })}
      />
    </FormField>
  );
  return (
    <form className="start" onSubmit={submit}>
      <Form
        actions={
          <Button variant="primary" loading={isBusy}>
            {words.signIn.button}
          </Button>
        }
      >
        <Container
          header={
            <Header variant="h1" description={words.signIn.description}>
              {words.signIn.title}
            </Header>
          }
        >
          <SpaceBetween size="l">
            <SegmentedControl
              label={words.signIn.title}
              selectedId={way}
              onChange={({ detail }) => setWay(detail.selectedId as Way)}
              options={[
                { id: 'key', text: words.signIn.asAccount },
                { id: 'token', text: words.signIn.asOperator },
              ]}
            />
            {way === 'key' ? (
              <>
                {field('accessKeyId', words.signIn.accessKeyId, false)}
                {field('secretAccessKey', words.signIn.secretAccessKey, true)}
                {field('sessionToken', words.signIn.sessionToken, true, true)}
              </>
            ) : (
              field('operatorToken', words.signIn.token, true)
            )}
            {error !== undefined && <Alert type="error">{reasonOf(error, way)}</Alert>}
          </SpaceBetween>
        </Container>
      </Form>
    </form>
  );
};

const reasonOf = (error: unknown, way: Way): string => {
  if (isUnreachable(error)) return words.fault.unreachable;
  if (isFault(error) && (error.status === 401 || error.status === 403)) {
    return way === 'token' ? words.signIn.wrongToken : `${words.signIn.wrong} (${error.message})`;
  }
  return error instanceof Error ? error.message : String(error);
};
