import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { type Fault, isFault } from '../api/fault.ts';
import { words } from '../words.ts';
import { FaultBox } from './fault-box.tsx';
import { type Field, FieldList, faultsAt, toDocument, type Values } from './field-list.tsx';

/** The error without the faults that stand at a field already; undefined if nothing is left to tell. */
const untold = (error: Fault | null, fields: readonly Field[]): unknown => {
  if (!isFault(error) || error.fields.length === 0) return error ?? undefined;
  const others = error.fields.filter(
    (fault) => !fields.some(({ path }) => faultsAt(path, [fault]).length > 0),
  );
  return others.length > 0 ? Object.assign(Object.create(error), { fields: others }) : undefined;
};

/** A form of a few fields on the page itself. Nothing typed is lost on an error: it is kept until the form is closed. */
export const SmallForm = ({
  title,
  description,
  fields,
  initial,
  submit,
  isBusy,
  error,
  onSubmit,
  onCancel,
}: {
  title: string;
  description?: string;
  fields: readonly Field[];
  initial: Values;
  /** The text of the button. */
  submit: string;
  isBusy: boolean;
  error: Fault | null;
  onSubmit: (document: Record<string, unknown>) => void;
  onCancel: () => void;
}) => {
  const [values, setValues] = useState(initial);
  const faults = isFault(error) ? error.fields : [];
  const rest = untold(error, fields);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(toDocument(values));
      }}
    >
      <Container
        header={
          <Header variant="h3" description={description}>
            {title}
          </Header>
        }
      >
        <Form
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button formAction="none" variant="link" onClick={onCancel}>
                {words.actions.cancel}
              </Button>
              <Button variant="primary" loading={isBusy}>
                {submit}
              </Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="l">
            {rest !== undefined && <FaultBox error={rest} />}
            <FieldList fields={fields} values={values} faults={faults} onChange={setValues} />
          </SpaceBetween>
        </Form>
      </Container>
    </form>
  );
};
