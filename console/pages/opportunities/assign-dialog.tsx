import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useSellingAction } from '../../api/selling.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FaultBox } from '../../parts/fault-box.tsx';
import { notify } from '../../parts/notices.tsx';
import { words } from '../../words.ts';
import type { Target } from './target.ts';

const { assign } = words.opportunity;
const FIELDS = ['FirstName', 'LastName', 'Email', 'Phone'] as const;
type Field = (typeof FIELDS)[number];
/** AWS API reference, AssigneeContact.BusinessTitle. */
const TITLES = ['OpportunityOwner', 'PartnerAccountManager'] as const;
const titles = TITLES.map((value) => ({ value, label: words.opportunity.roles[value] }));

/** Makes a person the owner or the account manager of an opportunity. */
export const AssignDialog = ({ target, onDone }: { target: Target; onDone: () => void }) => {
  const [person, setPerson] = useState<Record<Field, string>>({
    FirstName: '',
    LastName: '',
    Email: '',
    Phone: '',
  });
  const [title, setTitle] = useState<string>(TITLES[0]);
  const [isTried, setTried] = useState(false);
  const action = useSellingAction('AssignOpportunity');
  const missing = (field: Field) => field !== 'Phone' && person[field].trim() === '';
  const confirm = () => {
    setTried(true);
    if (FIELDS.some(missing)) return;
    const { Phone, ...others } = person;
    action.mutate(
      { Identifier: target.id, Assignee: { ...others, ...(Phone && { Phone }), BusinessTitle: title } },
      {
        onSuccess: () => {
          notify({
            type: 'success',
            content: assign.done(target.name, `${person.FirstName} ${person.LastName}`),
          });
          onDone();
        },
      },
    );
  };
  const told = (field: Field) =>
    action.error?.fields
      .filter(({ FieldName }) => FieldName?.toLowerCase() === `assignee.${field.toLowerCase()}`)
      .map(({ Message }) => Message)
      .join(' ');
  return (
    <Dialog
      title={assign.title(target.name)}
      confirm={assign.confirm}
      isBusy={action.isPending}
      onConfirm={confirm}
      onDismiss={onDone}
    >
      <SpaceBetween size="m">
        <FormField label={assign.role}>
          <Select
            selectedOption={titles.find(({ value }) => value === title) ?? null}
            options={titles}
            onChange={({ detail }) => setTitle(detail.selectedOption.value ?? TITLES[0])}
          />
        </FormField>
        {FIELDS.map((field) => (
          <FormField
            key={field}
            label={assign.fields[field]}
            errorText={isTried && missing(field) ? assign.missing : told(field)}
          >
            <Input
              value={person[field]}
              inputMode={field === 'Email' ? 'email' : field === 'Phone' ? 'tel' : 'text'}
              ariaRequired={field !== 'Phone'}
              onChange={({ detail }) => setPerson({ ...person, [field]: detail.value })}
            />
          </FormField>
        ))}
        {action.error && <FaultBox error={action.error} />}
      </SpaceBetween>
    </Dialog>
  );
};
