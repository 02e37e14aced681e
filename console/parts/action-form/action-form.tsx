import Button from '@cloudscape-design/components/button';
import Form from '@cloudscape-design/components/form';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { isFault } from '../../api/fault.ts';
import { type Action, type Member, runAction, useActions } from '../../api/open-api.ts';
import { words } from '../../words.ts';
import { FaultBox } from '../fault-box.tsx';
import { Loaded } from '../loaded.tsx';
import { MemberField } from './member-field.tsx';
import { problemOf, readValue } from './values.ts';

interface ActionFormProps {
  /** The action's name in the OpenAPI document, e.g. `faults.add`. */
  action: string;
  /** Texts that the fields begin with. */
  initial?: Readonly<Record<string, string>>;
  /** Values that are sent but not asked for. */
  fixed?: Readonly<Record<string, unknown>>;
  /** Only these members, in this order. Default all. */
  only?: readonly string[];
  submit: string;
  onDone?: (answer: unknown) => void;
  onCancel?: () => void;
}

/** A form for an action of the operator, made from the OpenAPI document. The server's faults stand at their fields. */
export const ActionForm = (props: ActionFormProps) => (
  <Loaded query={useActions()}>
    {(actions) => {
      const action = actions.find(({ name }) => name === props.action);
      return action ? <FormOf {...props} of={action} /> : null;
    }}
  </Loaded>
);

/** The members that a form asks for. */
const askedOf = ({ members }: Action, { only, fixed = {} }: ActionFormProps): readonly Member[] =>
  only
    ? only.flatMap((wanted) => members.find(({ name }) => name === wanted) ?? [])
    : members.filter(({ name }) => !(name in fixed));

const FormOf = ({ of: action, ...props }: ActionFormProps & { of: Action }) => {
  const queries = useQueryClient();
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(props.initial ?? {});
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const [isTried, setTried] = useState(false);
  const asked = askedOf(action, props);
  const faults = isFault(error) ? error.fields : [];
  const told = (member: Member) =>
    faults
      .filter(
        ({ FieldName = '' }) =>
          FieldName === member.name ||
          (/^[.[]/.test(FieldName.slice(member.name.length)) && FieldName.startsWith(member.name)),
      )
      .map(({ Message }) => Message)
      .join(' ');
  const untold = faults.filter(({ FieldName = '' }) => !asked.some(({ name }) => FieldName.startsWith(name)));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setTried(true);
    setError(undefined);
    if (asked.some((member) => problemOf(member, texts[member.name] ?? '') !== undefined)) return;
    setBusy(true);
    try {
      const values = Object.fromEntries(
        asked.map(({ name, schema }) => [name, readValue(schema, texts[name] ?? '')]),
      );
      const answer = await runAction(action, { ...values, ...props.fixed });
      void queries.invalidateQueries();
      props.onDone?.(answer);
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <Form
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            {props.onCancel && (
              <Button formAction="none" variant="link" onClick={props.onCancel}>
                {words.actions.cancel}
              </Button>
            )}
            <Button variant="primary" loading={isBusy}>
              {props.submit}
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          {error !== undefined && (faults.length === 0 || untold.length > 0) && <FaultBox error={error} />}
          {asked.map((member) => (
            <MemberField
              key={member.name}
              member={member}
              text={texts[member.name] ?? ''}
              error={told(member) || (isTried ? problemOf(member, texts[member.name] ?? '') : undefined)}
              onChange={(text) => setTexts((current) => ({ ...current, [member.name]: text }))}
            />
          ))}
        </SpaceBetween>
      </Form>
    </form>
  );
};
