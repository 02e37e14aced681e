import { ClosedLostReason } from '@aws-sdk/client-partnercentral-selling';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import type { StageName } from '../../parts/opportunity-rules.ts';
import { words } from '../../words.ts';
import type { Target } from './target.ts';
import type { Loss } from './use-move-stage.ts';

/** Moves to these cannot be undone. */
export const FINAL_STAGES: readonly StageName[] = ['Launched', 'Closed Lost'];

const reasons = Object.values(ClosedLostReason).map((value) => ({ value, label: value }));
const { move } = words.opportunity;

/** Asks before an opportunity moves to a final stage, and why it was lost. */
export const MoveDialog = ({
  target,
  stage,
  onConfirm,
  onDismiss,
}: {
  target: Target;
  stage: StageName;
  onConfirm: (loss?: Loss) => void;
  onDismiss: () => void;
}) => {
  const [reason, setReason] = useState<string>();
  const [isAsked, setAsked] = useState(false);
  const isLost = stage === 'Closed Lost';
  const confirm = () => {
    setAsked(true);
    if (!isLost) onConfirm();
    else if (reason !== undefined) onConfirm({ reason: reason as ClosedLostReason });
  };
  return (
    <Dialog
      title={move.title(target.name, stage)}
      confirm={move.confirm(stage)}
      onConfirm={confirm}
      onDismiss={onDismiss}
    >
      <SpaceBetween size="m">
        <div>{move.final(stage)}</div>
        {isLost && (
          <FormField
            label={move.reason}
            errorText={isAsked && reason === undefined ? move.reasonMissing : undefined}
          >
            <Select
              selectedOption={reasons.find(({ value }) => value === reason) ?? null}
              options={reasons}
              filteringType="auto"
              placeholder={move.choose}
              onChange={({ detail }) => setReason(detail.selectedOption.value)}
            />
          </FormField>
        )}
      </SpaceBetween>
    </Dialog>
  );
};
