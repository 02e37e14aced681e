import type { Output } from '../../api/selling.ts';

/** A snapshot job in a list. */
export type Job = NonNullable<Output<'ListResourceSnapshotJobs'>['ResourceSnapshotJobSummaries']>[number];
