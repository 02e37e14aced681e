import { InvalidArgumentError } from 'commander';
import type { QuotaSetting } from '../rules/access/quotas.ts';
import { readQuirks } from '../rules/read-quirks.ts';
import { explained } from './explain-error.ts';

/** Parses a port. Throws InvalidArgumentError. */
export const portOf = (text: string): number => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
};

/** Parses a number of seconds, up to ten minutes. Throws InvalidArgumentError. */
export const secondsOf = (text: string): number => {
  const seconds = /^\d{1,3}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (seconds <= 600) return seconds;
  throw new InvalidArgumentError('It has to be a number of seconds from 0 to 600.');
};

/**
 * Parses origins of web pages, separated by commas or spaces, and appends them to `before`. Throws
 * InvalidArgumentError.
 */
export const originsOf = (text: string, before: readonly string[] = []): string[] => {
  const origins = text.split(/[\s,]+/).filter(Boolean);
  for (const origin of origins) {
    if (URL.canParse(origin) && new URL(origin).origin === origin) continue;
    throw new InvalidArgumentError('An origin is like https://app.example:8443, without a path.');
  }
  return [...before, ...origins];
};

/** Parses quirks, separated by commas or spaces, and appends them to `before`. Throws InvalidArgumentError. */
export const quirksOf = (text: string, before: readonly string[] = []): string[] => {
  const quirks = text.split(/[\s,]+/).filter(Boolean);
  try {
    readQuirks(quirks);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
  return [...before, ...quirks];
};

/** Returns the quotas for `--quotas` and the configuration. Throws an Error if the mode is custom and there are none. */
export const quotasOf = (
  mode: 'off' | 'aws' | 'custom' | undefined,
  configured: QuotaSetting | undefined,
): QuotaSetting | undefined => {
  if (mode === 'off' || mode === 'aws') return mode;
  if (mode === undefined || configured !== undefined) return configured;
  throw new Error('--quotas custom needs the member "quotas" in the file of --config.');
};

/** Parses the URL of a service, or `aws`. Throws InvalidArgumentError. */
export const endpointOf = (text: string): string => {
  if (text === 'aws' || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))) return text;
  throw new InvalidArgumentError('An endpoint is like http://127.0.0.1:4566, or aws.');
};

/** Parses an environment variable: `true` or `1`; `false`, `0` or empty. Throws an Error for anything else. */
export const switchOf = (name: string, text = ''): boolean => {
  if (/^(true|1)$/i.test(text)) return true;
  if (/^(false|0)?$/i.test(text)) return false;
  throw new Error(`${name} has to be true or false.`);
};

/** Returns the message for an error at start-up. */
export const startUpMessage = (error: unknown, { host, port }: { host: string; port: number }): string => {
  const { code, syscall, hostname } = (error ?? {}) as { code?: string; syscall?: string; hostname?: string };
  // The same codes may be about the database, the audit log, or other things that it opens.
  const isOfAddress = syscall === 'listen' || hostname === host;
  if (isOfAddress && code === 'EADDRINUSE')
    return `Port ${port} of ${host} is taken. Stop what listens there, or choose another with --port (0 picks one).`;
  if (isOfAddress && code === 'EACCES')
    return `Port ${port} of ${host} is only for the administrator. Choose one from 1024 with --port.`;
  if (isOfAddress && (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN'))
    return `${host} is no address of this machine. Choose another with --host.`;
  return explained(error);
};
