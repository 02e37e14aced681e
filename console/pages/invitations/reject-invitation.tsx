import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useSellingAction } from '../../api/selling.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FaultBox } from '../../parts/fault-box.tsx';
import { notify } from '../../parts/notices.tsx';
import { words } from '../../words.ts';

const { rejecting } = words.invitations;
/** The choice of a reason in one's own words, which the API takes too. */
const OWN = 'own';
const LONGEST_REASON = 80;

/** Asks for the reason, and rejects. What was chosen stays if the server refuses it. */
export const RejectInvitation = ({ id, onDone }: { id: string; onDone: () => void }) => {
  const reject = useSellingAction('RejectEngagementInvitation');
  const [choice, setChoice] = useState<string | null>(null);
  const [own, setOwn] = useState('');
  const [isTried, setTried] = useState(false);
  const missing = choice === null;
  const ownFault =
    choice !== OWN
      ? undefined
      : own.trim() === ''
        ? rejecting.ownRequired
        : own.trim().length > LONGEST_REASON
          ? rejecting.ownLong
          : undefined;
  const confirm = async () => {
    setTried(true);
    if (missing || ownFault) return;
    try {
      await reject.mutateAsync({ Identifier: id, RejectionReason: choice === OWN ? own.trim() : choice });
    } catch {
      return; // Shown below the reason.
    }
    notify({ type: 'success', content: rejecting.done });
    onDone();
  };
  return (
    <Dialog
      title={rejecting.title}
      confirm={words.invitation.reject}
      isBusy={reject.isPending}
      onConfirm={() => void confirm()}
      onDismiss={onDone}
    >
      <SpaceBetween size="m">
        <div>{rejecting.final}</div>
        <FormField label={rejecting.reason} errorText={isTried && missing && rejecting.required}>
          <RadioGroup
            value={choice}
            onChange={({ detail }) => setChoice(detail.value)}
            items={[
              ...rejecting.reasons.map(({ value, description }) => ({ value, label: value, description })),
              { value: OWN, label: rejecting.own },
            ]}
          />
        </FormField>
        {choice === OWN && (
          <FormField label={rejecting.own} constraintText={rejecting.ownHelp} errorText={isTried && ownFault}>
            <Input value={own} onChange={({ detail }) => setOwn(detail.value)} />
          </FormField>
        )}
        {reject.error && <FaultBox error={reject.error} />}
      </SpaceBetween>
    </Dialog>
  );
};
