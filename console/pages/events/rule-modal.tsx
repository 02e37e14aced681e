import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useEventBridgeAction } from '../../api/event-bridge.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FaultBox } from '../../parts/fault-box.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { PatternTester } from './pattern-tester.tsx';

const text = words.events.rules;
const EXAMPLE = JSON.stringify(
  { source: ['aws.partnercentral-selling'], 'detail-type': ['Opportunity Created'] },
  undefined,
  2,
);

interface Rule {
  name: string;
  description: string;
  pattern: string;
}

/** Creates a rule, or changes one, with a pattern that can be tried on an event first. */
export const RuleModal = ({ rule, onClose }: { rule?: Rule; onClose: () => void }) => {
  const [given, setGiven] = useState<Rule>(rule ?? { name: '', description: '', pattern: EXAMPLE });
  const put = useEventBridgeAction('PutRule');
  const navigate = useNavigate();
  const to = useTo();
  const save = () =>
    put.mutate(
      {
        Name: given.name,
        EventPattern: given.pattern,
        ...(given.description && { Description: given.description }),
      },
      {
        onSuccess: () => {
          onClose();
          void navigate(to('events', 'rules', given.name));
        },
      },
    );
  return (
    <Dialog
      title={rule ? text.edit : text.create}
      size="large"
      confirm={words.actions.save}
      isBusy={put.isPending}
      onConfirm={save}
      onDismiss={onClose}
    >
      <SpaceBetween size="l">
        {put.error && <FaultBox error={put.error} />}
        <FormField label={text.columns.name} constraintText={text.nameHelp}>
          <Input
            value={given.name}
            disabled={rule !== undefined}
            onChange={({ detail }) => setGiven({ ...given, name: detail.value.trim() })}
          />
        </FormField>
        <FormField label={`${text.columns.description} – ${words.form.optional}`}>
          <Input
            value={given.description}
            onChange={({ detail }) => setGiven({ ...given, description: detail.value })}
          />
        </FormField>
        <PatternTester pattern={given.pattern} onChange={(pattern) => setGiven({ ...given, pattern })} />
      </SpaceBetween>
    </Dialog>
  );
};
