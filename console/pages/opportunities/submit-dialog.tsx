import type { SalesInvolvementType, Visibility } from '@aws-sdk/client-partnercentral-selling';
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { newClientToken } from '../../api/client-token.ts';
import { useSellingAction } from '../../api/selling.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FaultBox } from '../../parts/fault-box.tsx';
import { notify } from '../../parts/notices.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import type { Target } from './target.ts';

const { submit } = words.opportunity;
type Way = 'task' | 'alone';
type Submission = { InvolvementType: SalesInvolvementType; Visibility: Visibility };

const Choice = <Value extends string>({
  label,
  value,
  items,
  onChange,
}: {
  label: string;
  value: Value;
  items: readonly { value: Value; label: string; description?: string }[];
  onChange: (value: Value) => void;
}) => (
  <FormField label={label}>
    <RadioGroup
      value={value}
      items={[...items]}
      onChange={({ detail }) => onChange(detail.value as Value)}
      ariaRequired
    />
  </FormField>
);

/**
 * Submits an opportunity for AWS's review. What was never submitted is shared in an engagement too, which a task does;
 * what AWS sent back is shared already. AWS docs: working-with-your-opportunities.
 */
export const SubmitDialog = ({ target, onDone }: { target: Target; onDone: () => void }) => {
  const isFirst = target.LifeCycle?.ReviewStatus !== 'Action Required';
  const [way, setWay] = useState<Way>(isFirst ? 'task' : 'alone');
  const [submission, setSubmission] = useState<Submission>({
    InvolvementType: 'Co-Sell',
    Visibility: 'Full',
  });
  // Kept over tries of one dialog: the server starts the task once for it.
  const [ClientToken] = useState(newClientToken);
  const start = useSellingAction('StartEngagementFromOpportunityTask');
  const alone = useSellingAction('SubmitOpportunity');
  const to = useTo();
  const used = way === 'task' ? start : alone;
  const confirm = async () => {
    if (way === 'alone') {
      await alone.mutateAsync({ Identifier: target.id, ...submission });
      notify({ type: 'success', content: submit.done(target.name) });
    } else {
      const task = await start.mutateAsync({ Identifier: target.id, ClientToken, AwsSubmission: submission });
      notify({
        type: 'info',
        content: submit.started(target.name),
        action: <PageLink to={to('tasks', task.TaskId ?? '')}>{submit.task}</PageLink>,
      });
    }
    onDone();
  };
  return (
    <Dialog
      title={submit.title(target.name)}
      confirm={submit.confirm}
      isBusy={used.isPending}
      // A refusal is shown in the dialog.
      onConfirm={() => void confirm().catch(() => undefined)}
      onDismiss={onDone}
    >
      <SpaceBetween size="m">
        <div>{submit.description}</div>
        {isFirst && <Choice label={submit.way} value={way} items={submit.ways} onChange={setWay} />}
        <Choice
          label={submit.involvement}
          value={submission.InvolvementType}
          items={submit.involvements}
          onChange={(InvolvementType) => setSubmission({ ...submission, InvolvementType })}
        />
        <Choice
          label={submit.visibility}
          value={submission.Visibility}
          items={submit.visibilities}
          onChange={(Visibility) => setSubmission({ ...submission, Visibility })}
        />
        {used.error && <FaultBox error={used.error} />}
      </SpaceBetween>
    </Dialog>
  );
};
