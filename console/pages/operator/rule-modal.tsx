import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import { words } from '../../words.ts';

const text = words.operator.reviews;
const DECISIONS = ['Approved', 'Action Required', 'Rejected', 'In review'] as const;

/** A rule of the review policy, as it is typed. */
export interface NewRule {
  decision: (typeof DECISIONS)[number];
  after: string;
  account?: string;
  comments?: string;
}

/** Asks for a rule of the review policy. */
export const RuleModal = ({
  isBusy,
  onAdd,
  onClose,
}: {
  isBusy: boolean;
  onAdd: (rule: NewRule) => void;
  onClose: () => void;
}) => {
  const [rule, setRule] = useState({
    decision: 'Approved' as NewRule['decision'],
    after: '5s',
    account: '',
    comments: '',
  });
  const submit = () => {
    const { account, comments, ...others } = rule;
    onAdd({ ...others, ...(account && { account }), ...(comments && { comments }) });
  };
  return (
    <Dialog title={text.add} confirm={text.add} isBusy={isBusy} onConfirm={submit} onDismiss={onClose}>
      <SpaceBetween size="l">
        <FormField label={text.columns.decision}>
          <Select
            selectedOption={{ value: rule.decision, label: rule.decision }}
            options={DECISIONS.map((value) => ({ value, label: value }))}
            onChange={({ detail }) =>
              setRule({ ...rule, decision: detail.selectedOption.value as NewRule['decision'] })
            }
          />
        </FormField>
        <FormField label={text.columns.after} constraintText={text.afterHelp}>
          <Input value={rule.after} onChange={({ detail }) => setRule({ ...rule, after: detail.value })} />
        </FormField>
        <FormField
          label={`${text.columns.account} – ${words.form.optional}`}
          constraintText={words.picker.accountHelp}
        >
          <Input
            value={rule.account}
            onChange={({ detail }) => setRule({ ...rule, account: detail.value.trim() })}
          />
        </FormField>
        <FormField
          label={`${text.columns.comments} – ${words.form.optional}`}
          description={text.commentsHelp}
        >
          <Textarea
            value={rule.comments}
            onChange={({ detail }) => setRule({ ...rule, comments: detail.value })}
          />
        </FormField>
      </SpaceBetween>
    </Dialog>
  );
};
