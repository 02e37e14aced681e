import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Inputs, readInputs } from './inputs.ts';
import { install, makeCommand, versionOf } from './install.ts';
import { callOperator } from './operator.ts';
import { addPath, annotate, exportVariable, mask, printGroup, saveState, say, setOutput } from './runner.ts';
import { startServer } from './server.ts';

/** The services that cosell answers for. Source: AWS SDKs and Tools Reference, "Identifiers for service-specific endpoints". */
const PARTNER_CENTRAL = 'AWS_ENDPOINT_URL_PARTNERCENTRAL_SELLING';
const OTHERS = ['AWS_ENDPOINT_URL_EVENTBRIDGE', 'AWS_ENDPOINT_URL_STS'];

/** Before the steps of a job: installs and starts cosell, and tells the steps that follow where it is. */
const setUp = async (): Promise<void> => {
  const inputs = readInputs();
  const folder = mkdtempSync(join(process.env.RUNNER_TEMP || tmpdir(), 'cosell-'));
  const program = await install(inputs.source, join(folder, 'package'));
  const version = await versionOf(program);
  const log = join(folder, 'server.log');
  const token = operatorToken(inputs);
  const env = {
    COSELL_LOG_FORMAT: 'pretty',
    ...process.env,
    ...(token !== '' && { COSELL_OPERATOR_TOKEN: token }),
  };
  const server = startServer(program, { flags: inputs.flags, env, log, waitSeconds: inputs.waitSeconds });
  // First of all: the step after the job stops it, whatever happens now.
  saveState('pid', String(server.pid));
  saveState('log', log);
  const endpoint = await server.ready.catch((error: Error) => {
    printGroup('What cosell said', readFileSync(log, 'utf8'));
    throw new Error(`cosell ${version} did not start. ${error.message}\n${lastWords(log)}`);
  });
  saveState('endpoint', endpoint);
  saveState('token', token);
  // First it stands still: so the time that is set is the time that it has.
  if (inputs.freezesClock) await callOperator({ endpoint, token }, 'POST', '/_cosell/clock/freeze', {});
  if (inputs.clock !== '')
    await callOperator({ endpoint, token }, 'POST', '/_cosell/clock/set', { to: inputs.clock });
  addPath(makeCommand(program, folder));
  exportEndpoint(inputs, endpoint);
  exportCredentials(inputs);
  if (token !== '') exportVariable('COSELL_OPERATOR_TOKEN', token);
  setOutput('endpoint', endpoint);
  setOutput('version', version);
  setOutput('log', log);
  say(`cosell ${version} is ready on ${endpoint}. Its log: ${log}`);
};

/** With signatures the operator's routes need a token, which the steps that follow get too. */
const operatorToken = ({ isStrict }: Inputs): string => {
  const token = process.env.COSELL_OPERATOR_TOKEN || (isStrict ? randomBytes(24).toString('hex') : '');
  mask(token);
  return token;
};

/** The last lines that the server wrote. */
const lastWords = (log: string): string => readFileSync(log, 'utf8').trim().split('\n').slice(-5).join('\n');

const exportEndpoint = ({ allServices, region }: Inputs, endpoint: string): void => {
  for (const name of [PARTNER_CENTRAL, ...(allServices ? OTHERS : [])]) exportVariable(name, endpoint);
  exportVariable('COSELL_ENDPOINT', endpoint);
  for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION'])
    if (!process.env[name]) exportVariable(name, region);
};

/** Keys that the job has already may be those of a real account: other steps need them. */
const exportCredentials = ({ accessKeyId, secretAccessKey }: Inputs): void => {
  if (process.env.AWS_ACCESS_KEY_ID) {
    annotate(
      'notice',
      'cosell',
      'The job has an AWS_ACCESS_KEY_ID of its own, which stays. Give cosell its keys where you call it.',
    );
    return;
  }
  // The usual secret is a word that is in every log; another one is a secret.
  if (secretAccessKey !== 'any') mask(secretAccessKey);
  exportVariable('AWS_ACCESS_KEY_ID', accessKeyId);
  exportVariable('AWS_SECRET_ACCESS_KEY', secretAccessKey);
};

try {
  await setUp();
} catch (error) {
  annotate('error', 'cosell', error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
