import { Readable } from 'node:stream';
import { Command, InvalidArgumentError, Option } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { explained } from '../explain-error.ts';
import { isOnCommandLine } from '../given-secrets.ts';
import { fetchOverTls, needsCertificates, type TlsFlags } from './fetch-over-tls.ts';

/** The options with which a command reaches its server. */
export interface ServerFlags extends TlsFlags {
  endpoint: string;
  token?: string | undefined;
}

/** Exit codes of commands that call a server: it is not reachable, or it refuses the request. */
export const SERVER_AWAY = EXIT.failed;
const SERVER_REFUSED = EXIT.refused;

/** Ends a command with a message and an exit code. */
export class CommandFailure extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Adds the options of a command that calls a server. */
export const addServerFlags = (command: Command): Command =>
  command
    .addOption(
      new Option('--endpoint <url>', 'the server')
        .default('http://127.0.0.1:4747')
        .argParser(endpointOf)
        .env('COSELL_ENDPOINT'),
    )
    .addOption(
      new Option('--token <token>', 'its operator token, if it has one').env('COSELL_OPERATOR_TOKEN'),
    )
    .addOption(
      new Option(
        '--ca <file>',
        'authorities in PEM that its certificate may be of, beside the usual ones',
      ).env('COSELL_CA'),
    )
    .addOption(
      new Option('--client-cert <file>', 'certificate in PEM to connect with, if it wants one').env(
        'COSELL_CLIENT_CERT',
      ),
    )
    .addOption(new Option('--client-key <file>', 'private key of that certificate').env('COSELL_CLIENT_KEY'));

const endpointOf = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return text.replace(/\/+$/, '');
  throw new InvalidArgumentError('An endpoint is like http://127.0.0.1:4747.');
};

export interface CallOptions {
  method: string;
  /** Including the query string. */
  path: string;
  headers?: Record<string, string>;
  /** A stream is sent as it is read. */
  body?: string | Readable | undefined;
  signal?: AbortSignal | undefined;
}

/** Calls a server and returns its response if that is a success. Throws CommandFailure. */
export const call = async (flags: ServerFlags, options: CallOptions): Promise<Response> => {
  const response = await send(flags, options);
  if (response.ok) return response;
  throw new CommandFailure(await refusalOf(response), SERVER_REFUSED);
};

/** Calls a server and returns its response, whatever it says. Throws CommandFailure if there is none. */
export const send = async (
  { endpoint, token, ...flags }: ServerFlags,
  { path, headers, body, ...options }: CallOptions,
): Promise<Response> => {
  const request = {
    ...options,
    ...(body !== undefined && { body }),
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
      ...(token && { authorization: `Bearer ${token}` }),
    },
  };
  const url = `${endpoint}${path}`;
  const sent = needsCertificates(endpoint, flags)
    ? fetchOverTls(url, request, flags)
    : fetch(url, { ...request, ...(body instanceof Readable && { duplex: 'half' }) } as RequestInit);
  return sent.catch((error: Error) => {
    if (error.name === 'AbortError') throw error;
    throw new CommandFailure(failureOf(endpoint, error), SERVER_AWAY);
  });
};

/** Returns what to say if no response came. */
const failureOf = (endpoint: string, error: Error & { code?: string; cause?: unknown }): string => {
  const { code, message = '' } = (error.cause ?? error) as { code?: string; message?: string };
  if (code === undefined && error.cause === undefined) return message;
  if (code !== undefined && /CERT|SIGNATURE|ISSUER|SELF_SIGNED|ALTNAME/.test(code)) {
    return (
      `The certificate of ${endpoint} is not trusted (${code}). If it is the right server, give the authority of its ` +
      'certificate with --ca or COSELL_CA.'
    );
  }
  if (code !== undefined && /^(UND_ERR_SOCKET|ECONNRESET|EPIPE)$/.test(code)) {
    return `The server at ${endpoint} closed the connection without an answer (${code}). See its log, and \`cosell faults list\`.`;
  }
  return (
    `There is no server at ${endpoint} (${code ?? message}). Start one with \`cosell serve\`, or name it with --endpoint ` +
    'or COSELL_ENDPOINT.'
  );
};

/** Returns the message of an error response, with each fault on a line of its own. People need not know the name of the exception. */
const refusalOf = async (response: Response): Promise<string> => {
  const text = await response.text();
  const { Message, ErrorList } = readJson(text);
  if (typeof Message !== 'string')
    return `The server answered with status ${response.status}, and is not cosell.`;
  const faults = Array.isArray(ErrorList) ? ErrorList.map((fault) => `\n  ${fault.Message}`) : [];
  return faults.length > 1
    ? `the server refuses this, for ${faults.length} reasons:${faults.join('')}`
    : Message;
};

const readJson = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
};

const VISIBLE_TOKEN =
  'cosell: other users of this machine can read the operator token on the command line (ps). Give it by COSELL_OPERATOR_TOKEN.\n';

/** Runs a command. Warns of a token on the command line. An error is printed on standard error and sets the exit code. */
export const orFail = async (run: () => Promise<void>): Promise<void> => {
  if (isOnCommandLine('--token')) process.stderr.write(VISIBLE_TOKEN);
  try {
    await run();
  } catch (error) {
    process.stderr.write(`cosell: ${explained(error)}\n`);
    process.exitCode = error instanceof CommandFailure ? error.exitCode : EXIT.failed;
  }
};

/** Makes a command that calls a server, with an example in its help. */
export const serverCommand = (name: string, summary: string, example: string): Command =>
  addServerFlags(new Command(name).description(summary).addHelpText('after', `\nExample:\n  ${example}`));
