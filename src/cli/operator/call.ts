import { Command, InvalidArgumentError, Option } from 'commander';

/** The options with which a command reaches its server. */
export interface ServerFlags {
  endpoint: string;
  token?: string;
}

/** Exit codes of commands that call a server: it is not reachable, or it refuses the request. */
export const SERVER_AWAY = 1;
const SERVER_REFUSED = 2;

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
    );

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
  body?: string | undefined;
  signal?: AbortSignal;
}

/** Calls a server and returns its response if that is a success. Throws CommandFailure. */
export const call = async (
  { endpoint, token }: ServerFlags,
  { path, headers, body, ...options }: CallOptions,
): Promise<Response> => {
  const response = await fetch(`${endpoint}${path}`, {
    ...options,
    ...(body !== undefined && { body }),
    headers: {
      ...headers,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
  }).catch((error: Error) => {
    if (error.name === 'AbortError') throw error;
    const { cause } = error as { cause?: { code?: string; message?: string } };
    throw new CommandFailure(
      `There is no server at ${endpoint} (${cause?.code ?? cause?.message ?? error.message}). Start one with ` +
        '`cosell serve`, or name it with --endpoint or COSELL_ENDPOINT.',
      SERVER_AWAY,
    );
  });
  if (response.ok) return response;
  throw new CommandFailure(await refusalOf(response), SERVER_REFUSED);
};

/** Returns the message of an error response, with each fault on a line of its own. */
const refusalOf = async (response: Response): Promise<string> => {
  const text = await response.text();
  const { __type, Message, ErrorList } = readJson(text);
  if (!Message) return `The server answered with status ${response.status}, and is not cosell.`;
  const faults = Array.isArray(ErrorList) ? ErrorList.map((fault) => `\n  ${fault.Message}`) : [];
  return faults.length > 1 ? `${__type}:${faults.join('')}` : `${__type}: ${Message}`;
};

const readJson = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
};

/** Runs a command. An error is printed on standard error and sets the exit code. */
export const orFail = async (run: () => Promise<void>): Promise<void> => {
  try {
    await run();
  } catch (error) {
    process.stderr.write(`cosell: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = error instanceof CommandFailure ? error.exitCode : 1;
  }
};

/** Makes a command that calls a server, with an example in its help. */
export const serverCommand = (name: string, summary: string, example: string): Command =>
  addServerFlags(new Command(name).description(summary).addHelpText('after', `\nExample:\n  ${example}`));
