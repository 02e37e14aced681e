import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { version } from '../../../server/package.ts';
import { check, type Finding, ok, problem, warning } from '../check.ts';

const PATIENCE_MS = 3_000;

interface Health {
  status?: string;
  version?: string;
  reason?: string;
}

/** Whether a server answers where one is to listen, and where commands and programs are told to call one; and how it is. */
export const server = check('server', 'Server', async ({ flags: { host, port, tlsCert } }) => {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  const own = `${tlsCert === undefined ? 'http' : 'https'}://${name}:${port}`;
  const called = process.env.COSELL_ENDPOINT?.replace(/\/+$/, '');
  return [
    port === 0 ? ok('--port 0 picks a port, so whether a server runs is not known.') : await examine(own),
    ...(called && called !== own ? [await examineCalled(called)] : []),
  ];
});

const examine = async (endpoint: string): Promise<Finding> => {
  const answered = await ask(endpoint);
  return answered
    ? judge(endpoint, answered)
    : ok(`No server answers at ${endpoint}: the rest is checked without one.`);
};

/** What commands call has to be there. */
const examineCalled = async (endpoint: string): Promise<Finding> => {
  const answered = await ask(endpoint);
  return answered
    ? judge(endpoint, answered)
    : warning(
        `COSELL_ENDPOINT is ${endpoint}, where no server answers.`,
        'Commands that call a server fail with it. Unset it, or start that server.',
      );
};

const judge = (endpoint: string, { status, version: theirs, reason }: Health): Finding => {
  if (status === undefined || theirs === undefined)
    return problem(
      `What answers at ${endpoint} is not cosell.`,
      'Stop it, or name another port or endpoint (--port, COSELL_ENDPOINT).',
    );
  if (status !== 'ok')
    return problem(`The server at ${endpoint} is ${status}: ${reason}.`, 'Mend that; it goes on by itself.');
  return theirs === version
    ? ok(`A server of this version answers at ${endpoint}.`)
    : warning(
        `The server at ${endpoint} is version ${theirs}, and this is ${version}.`,
        'Run `cosell doctor` of the same version, or restart the server after an upgrade.',
      );
};

/** Asks for the health, without a secret, so that any certificate will do: its own check looks at it. */
const ask = async (endpoint: string): Promise<Health | undefined> => {
  const { request } = endpoint.startsWith('https:') ? await import('node:https') : await import('node:http');
  try {
    const asking = request(`${endpoint}/_cosell/health`, {
      agent: false,
      rejectUnauthorized: false,
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).end();
    const [response] = await once(asking, 'response');
    return readHealth(await text(response));
  } catch {
    return undefined;
  }
};

const readHealth = (answer: string): Health => {
  try {
    return JSON.parse(answer) ?? {};
  } catch {
    return {};
  }
};
