import { businessValidationFailed, type Fault } from '../../model/errors.ts';
import { findSnapshotJob, setSnapshotJobStatus } from '../../store/repositories/snapshots.ts';
import { notFound } from '../not-found.ts';
import { operation } from '../operation.ts';
import { snapshotJob } from '../resources.ts';

/**
 * Stops a snapshot job: it takes no snapshots until it is started again. If it is not Running, throws
 * ValidationException: AWS API reference, StopResourceSnapshotJob, which has no ConflictException. Costs one
 * transaction.
 */
export const stopResourceSnapshotJob = operation(
  'StopResourceSnapshotJob',
  { access: 'Write', on: snapshotJob('ResourceSnapshotJobIdentifier') },
  (input, call) =>
    call.transaction(async ({ tx }) => {
      const job = await findSnapshotJob(tx, {
        catalog: input.Catalog,
        account_id: call.account,
        id: input.ResourceSnapshotJobIdentifier,
      });
      if (!job) throw notFound('resource snapshot job', input.ResourceSnapshotJobIdentifier);
      if (job.status === 'Stopped') throw businessValidationFailed([notRunning]);
      await setSnapshotJobStatus(tx, job, 'Stopped');
      return {};
    }),
);

const notRunning: Fault = {
  FieldName: 'ResourceSnapshotJobIdentifier',
  Message:
    'The job is Stopped. Only a job that is Running can be stopped: start it with StartResourceSnapshotJob first.',
  Code: 'INVALID_RESOURCE_STATE',
};
