import type { Server } from 'node:https';
import type { Tracing } from '../kit/trace/span.ts';
import type { AuditLog } from './audit/audit-log.ts';
import { backingOf } from './backing.ts';
import type { Init, InitOptions } from './init/index.ts';
import type { JournalOptions, OwnJournal } from './journal/journal.ts';
import { version } from './package.ts';
import type { Parts } from './parts.ts';
import type { Certificates, CurrentCertificates } from './transport/tls.ts';

/** What is loaded only if the parts of a server want it. Each is undefined if they do not. */

export interface Tls {
  /** Those with which it begins. */
  certificates: Certificates;
  keepCurrent(server: Server): CurrentCertificates;
}

/** Throws an Error if the files cannot be used. */
export const openTls = async ({ tls: files, log }: Parts): Promise<Tls | undefined> => {
  if (!files) return undefined;
  const { readCertificates, keepCurrent } = await import('./transport/tls.ts');
  const first = await readCertificates(files);
  return { certificates: first, keepCurrent: (server) => keepCurrent({ server, files, first, log }) };
};

export const openJournal = async (
  { journal, region }: Parts,
  services: Pick<JournalOptions, 'clock' | 'reads' | 'isSecure'>,
): Promise<OwnJournal | undefined> =>
  journal && (await import('./journal/journal.ts')).createJournal({ ...journal, ...services, region });

/** Throws an Error if the folder of hooks cannot be read. */
export const openInit = async (
  { init, location, log, ids }: Parts,
  given: Pick<InitOptions, 'http' | 'store' | 'operatorOf' | 'plantSeed'>,
): Promise<Init | undefined> => {
  if (!init) return undefined;
  const { isShared } = backingOf(location);
  const { openInit: open } = await import('./init/index.ts');
  return open({ ...given, ...init, isShared, log, owner: ids.uuid() });
};

/** OpenTelemetry costs 80 ms and 20 MB. */
export const openTraces = async ({ traces: url, log }: Parts): Promise<Tracing | undefined> => {
  if (url === undefined) return undefined;
  const { openTracing } = await import('../kit/trace/open-tracing.ts');
  return openTracing({
    url,
    service: { name: 'cosell', version },
    onLost: (err) => log.error({ err }, 'spans could not be sent; they are lost'),
  });
};

/** Throws an Error if its file cannot be written. */
export const openAudit = async ({ audit, clock, log, region }: Parts): Promise<AuditLog | undefined> => {
  if (!audit) return undefined;
  const { openAuditLog } = await import('./audit/audit-log.ts');
  return openAuditLog(audit, { clock, log, region });
};
