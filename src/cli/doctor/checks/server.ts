import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { version } from '../../../server/package.ts';
import { check, ok, problem, warning } from '../check.ts';

const PATIENCE_MS = 3_000;

interface Health {
  status?: string;
  version?: string;
  reason?: string;
}

/** Whether a server answers where one is to listen, and how it is. */
export const server = check('server', 'Server', async ({ flags: { host, port, tlsCert } }) => {
  if (port === 0) return [ok('--port 0 picks a port, so whether a server runs is not known.')];
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  const endpoint = `${tlsCert === undefined ? 'http' : 'https'}://${name}:${port}`;
  const answered = await ask(endpoint);
  if (!answered) return [ok(`No server answers at ${endpoint}: the rest is checked without one.`)];
  const { status, version: theirs, reason } = answered;
  if (status === undefined || theirs === undefined)
    return [
      problem(`What answers at ${endpoint} is not cosell.`, 'Stop it, or choose another port with --port.'),
    ];
  if (status !== 'ok')
    return [
      problem(`The server at ${endpoint} is ${status}: ${reason}.`, 'Mend that; it goes on by itself.'),
    ];
  return theirs === version
    ? [ok(`A server of this version answers at ${endpoint}.`)]
    : [
        warning(
          `The server at ${endpoint} is version ${theirs}, and this is ${version}.`,
          'Run `cosell doctor` of the same version, or restart the server after an upgrade.',
        ),
      ];
});

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
