import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useSellingAction } from '../../api/selling.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FaultBox } from '../../parts/fault-box.tsx';
import { notify } from '../../parts/notices.tsx';
import { words } from '../../words.ts';
import type { Job } from './job.ts';

const text = words.engagements;

/** Starts, stops and deletes a snapshot job. A Running job cannot be deleted. */
export const JobActions = ({ job: { Id = '', Status } }: { job: Job }) => {
  const [isDeleting, setDeleting] = useState(false);
  const start = useSellingAction('StartResourceSnapshotJob');
  const stop = useSellingAction('StopResourceSnapshotJob');
  const remove = useSellingAction('DeleteResourceSnapshotJob');
  const isRunning = Status === 'Running';
  const input = { ResourceSnapshotJobIdentifier: Id };
  const tell = {
    onError: (error: Error) => notify({ type: 'error', header: words.fault.refused, content: error.message }),
  };
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {isRunning ? (
        <Button loading={stop.isPending} onClick={() => stop.mutate(input, tell)}>
          {text.stopJob}
        </Button>
      ) : (
        <Button loading={start.isPending} onClick={() => start.mutate(input, tell)}>
          {text.startJob}
        </Button>
      )}
      <Button disabled={isRunning} disabledReason={text.stopFirst} onClick={() => setDeleting(true)}>
        {text.deleteJob}
      </Button>
      {isDeleting && (
        <Dialog
          title={text.deleteJobTitle(Id)}
          confirm={text.deleteJob}
          isBusy={remove.isPending}
          onDismiss={() => setDeleting(false)}
          onConfirm={() => remove.mutate(input, { onSuccess: () => setDeleting(false) })}
        >
          <SpaceBetween size="s">
            <span>{text.deleteJobHelp}</span>
            {remove.error && <FaultBox error={remove.error} />}
          </SpaceBetween>
        </Dialog>
      )}
    </SpaceBetween>
  );
};
