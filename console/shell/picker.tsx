import Autosuggest from '@cloudscape-design/components/autosuggest';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { words } from '../words.ts';
import { useAccounts } from './use-accounts.ts';

/** The account of calls that name none: see the server's `auth off`. */
const DEFAULT_ACCOUNT = '111122223333';

/** The choice of the side to play. */
export const Picker = () => {
  const accounts = useAccounts();
  const navigate = useNavigate();
  const [typed, setTyped] = useState<string>();
  const [catalog, setCatalog] = useState('Sandbox');
  const account = typed ?? accounts.find(({ id }) => id !== 'aws')?.id ?? DEFAULT_ACCOUNT;
  const isAccount = /^(\d{12}|aws)$/i.test(account);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isAccount) void navigate(`/${account.toLowerCase()}/${catalog}`);
  };
  return (
    <form className="start" onSubmit={submit}>
      <Form actions={<Button variant="primary">{words.picker.open}</Button>}>
        <Container
          header={
            <Header variant="h1" description={words.picker.description}>
              {words.picker.title}
            </Header>
          }
        >
          <SpaceBetween size="l">
            <FormField
              label={words.picker.account}
              constraintText={words.picker.accountHelp}
              errorText={!isAccount && words.picker.invalid}
            >
              <Autosuggest
                value={account}
                onChange={({ detail }) => setTyped(detail.value.trim())}
                enteredTextLabel={(text) => text}
                options={accounts.map(({ id, name }) => ({
                  value: id,
                  ...(name !== id && { description: name }),
                }))}
              />
            </FormField>
            <FormField label={words.picker.catalog}>
              <SegmentedControl
                label={words.picker.catalog}
                selectedId={catalog}
                onChange={({ detail }) => setCatalog(detail.selectedId)}
                options={[
                  { id: 'Sandbox', text: 'Sandbox' },
                  { id: 'AWS', text: 'AWS' },
                ]}
              />
            </FormField>
          </SpaceBetween>
        </Container>
      </Form>
    </form>
  );
};
