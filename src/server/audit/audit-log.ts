import type { Logger } from 'pino';
import { fileReason } from '../../kit/file-reason.ts';
import type { Clock } from '../../kit/flow/clock.ts';
import { openLineFile } from '../../kit/flow/line-file.ts';
import { nodeName } from '../../kit/http/node-name.ts';
import type { AuditRecord, Circumstances } from './record.ts';

/** Where the audit log goes, and what happens if it cannot be written. */
export interface AuditOptions {
  /** A path, or `-` for standard output. */
  file: string;
  /** Whether requests are refused while lines cannot be written. Otherwise they are answered, and lost lines are counted. */
  isRequired: boolean;
}

/** The log of who did what. It never waits for the disk, and never fails a request that is under way. */
export interface AuditLog {
  /** What every record begins with. */
  circumstances(request: Pick<Circumstances, 'requestID' | 'sourceIPAddress' | 'userAgent'>): Circumstances;
  append(record: AuditRecord): void;
  /** Whether requests have to be refused, because the log is required and cannot be written. */
  isBlocked(): boolean;
  /** Opens the file by its name again, after it was renamed. */
  reopen(): void;
  close(): Promise<void>;
}

/** How much may wait for a slow disk: some ten thousand lines. */
const LIMIT_BYTES = 8 * 1024 * 1024;
/** How long a shutdown waits for the disk. */
const CLOSE_LIMIT_MS = 2_000;
const STANDARD_OUTPUT = 1;

/** @throws Error that says what to change if the file cannot be opened */
export const openAuditLog = async (
  { file, isRequired }: AuditOptions,
  { clock, log, region }: { clock: Clock; log: Logger; region: string },
): Promise<AuditLog> => {
  const node = nodeName();
  const lines = await openLineFile({
    file: file === '-' ? STANDARD_OUTPUT : file,
    limitBytes: LIMIT_BYTES,
    describeLoss: (lost) =>
      JSON.stringify(lossRecord(lost, { eventTime: clock.now(), awsRegion: region, node })),
    onFailure: (err) => log.error({ err }, 'the audit log cannot be written; trying again every second'),
  }).catch((error: Error) => {
    throw new Error(
      `The audit log ${file} cannot be opened: ${fileReason(error, 'its folder does not exist')}. Look at --audit-log and its access rights.`,
    );
  });
  return {
    circumstances: (request) => ({ eventTime: clock.now(), awsRegion: region, node, ...request }),
    append: (record) => lines.append(JSON.stringify(record)),
    isBlocked: () => isRequired && !lines.isWritten(),
    reopen: lines.reopen,
    close: () => lines.close(CLOSE_LIMIT_MS),
  };
};

/** The line in the place of others for which there was no space. */
const lossRecord = (
  lines: number,
  { eventTime, awsRegion, node }: { eventTime: string; awsRegion: string; node: string },
) => ({
  eventSource: 'audit.cosell',
  eventName: 'AuditLinesLost',
  eventType: 'AuditLog',
  eventTime,
  awsRegion,
  additionalEventData: { lines, node },
});
