import { RelatedEntityType } from '@aws-sdk/client-partnercentral-selling';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useSelling, useSellingAction } from '../../api/selling.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FaultBox } from '../../parts/fault-box.tsx';
import { words } from '../../words.ts';
import type { Target } from './target.ts';

const { associations: text } = words.opportunity;
const types = Object.values(RelatedEntityType).map((value) => ({ value, label: text.types[value] ?? value }));

/** Associates the opportunity with one more thing. Solutions are chosen from the account's own; the rest is identified. */
export const AssociateDialog = ({ target, onDone }: { target: Target; onDone: () => void }) => {
  const [type, setType] = useState<RelatedEntityType>('Solutions');
  const [id, setId] = useState('');
  const [isTried, setTried] = useState(false);
  const action = useSellingAction('AssociateOpportunity');
  const isMissing = isTried && id.trim() === '';
  const confirm = () => {
    setTried(true);
    if (id.trim() === '') return;
    action.mutate(
      { OpportunityIdentifier: target.id, RelatedEntityType: type, RelatedEntityIdentifier: id.trim() },
      { onSuccess: onDone },
    );
  };
  return (
    <Dialog
      title={text.addTitle}
      confirm={text.add}
      isBusy={action.isPending}
      onConfirm={confirm}
      onDismiss={onDone}
    >
      <SpaceBetween size="m">
        <FormField label={text.type}>
          <Select
            selectedOption={types.find(({ value }) => value === type) ?? null}
            options={types}
            onChange={({ detail }) => {
              setType(detail.selectedOption.value as RelatedEntityType);
              setId('');
            }}
          />
        </FormField>
        <FormField
          label={text.what}
          description={text.hints[type]}
          errorText={isMissing ? text.missing : undefined}
        >
          {type === 'Solutions' ? (
            <SolutionSelect id={id} onChange={setId} />
          ) : (
            <Input value={id} ariaRequired onChange={({ detail }) => setId(detail.value)} />
          )}
        </FormField>
        {action.error && <FaultBox error={action.error} />}
      </SpaceBetween>
    </Dialog>
  );
};

const SolutionSelect = ({ id, onChange }: { id: string; onChange: (id: string) => void }) => {
  const query = useSelling('ListSolutions', { Status: ['Active'], MaxResults: 100 });
  const options = [
    ...(query.data?.SolutionSummaries ?? []).map(({ Id = '', Name = '', Category }) => ({
      value: Id,
      label: Name || Id,
      description: [Id, Category].filter(Boolean).join(' · '),
    })),
    { value: 'Other', label: text.other, description: text.otherHint },
  ];
  return (
    <Select
      selectedOption={options.find(({ value }) => value === id) ?? null}
      options={options}
      filteringType="auto"
      placeholder={text.choose}
      empty={text.noSolutions}
      statusType={query.isPending ? 'loading' : 'finished'}
      onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
    />
  );
};
