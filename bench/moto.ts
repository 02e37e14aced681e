import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../test/support/free-port.ts';
import { refer } from './get-invitation.ts';
import { call, callFor } from './http.ts';
import { median } from './numbers.ts';
import { FROM_DIST, inFolder, startCosell } from './processes.ts';
import type { Row } from './report.ts';

const ROUNDS = 3;
const SECONDS = 2;
const COMMAND = 'moto_server';
const START_LIMIT_MS = 60_000;

/**
 * Measures reads beside moto's server, which answers AWS's APIs for tests too, but not this one: beside its GetItem of an item with the
 * same bytes. Says so where the machine does not have it (`pip install 'moto[server]'`).
 */
export const besideMoto = async (): Promise<Row[]> => {
  if (spawnSync(COMMAND, ['--help'], { stdio: 'ignore' }).status !== 0) {
    process.stderr.write(`  There is no ${COMMAND} on this machine: nothing is measured beside it.\n`);
    return [];
  }
  return inFolder(async (folder) => {
    const cosell = await startCosell(FROM_DIST, join(folder, 'data'));
    const moto = await startMoto();
    try {
      const Identifier = await refer(cosell.endpoint);
      const input = { Catalog: 'Sandbox', Identifier };
      const answer = await call<object>(cosell.endpoint, 'GetEngagementInvitation', input);
      await putItem(moto.endpoint, JSON.stringify(answer));
      const [ours, theirs]: [number[], number[]] = [[], []];
      for (let round = 0; round < ROUNDS; round++) {
        ours.push((await callFor(SECONDS, cosell.endpoint, 'GetEngagementInvitation', input)).perSecond);
        theirs.push((await callFor(SECONDS, moto.endpoint, 'GetItem', KEY, headersOf('GetItem'))).perSecond);
      }
      return [
        {
          name: 'GetEngagementInvitation',
          unit: 'requests/s',
          ours: median(ours),
          beside: { name: "moto's GetItem", value: median(theirs) },
          target: { of: 'ratio', at: 'least', value: 40 },
        },
      ];
    } finally {
      await moto.stop();
      await cosell.stop();
    }
  });
};

const KEY = { TableName: 'bench', Key: { id: { S: '1' } } };

const headersOf = (operation: string): Record<string, string> => ({
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-target': `DynamoDB_20120810.${operation}`,
  authorization:
    'AWS4-HMAC-SHA256 Credential=111122223333/20261123/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
});

const ask = async (endpoint: string, operation: string, input: object): Promise<void> => {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: headersOf(operation),
    body: JSON.stringify(input),
  });
  if (!answer.ok) throw new Error(`moto refused ${operation}: ${await answer.text()}`);
};

const putItem = async (endpoint: string, document: string): Promise<void> => {
  await ask(endpoint, 'CreateTable', {
    TableName: KEY.TableName,
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  await ask(endpoint, 'PutItem', {
    TableName: KEY.TableName,
    Item: { ...KEY.Key, document: { S: document } },
  });
};

const startMoto = async (): Promise<{ endpoint: string; stop(): Promise<void> }> => {
  const port = await freePort();
  const child: ChildProcess = spawn(COMMAND, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const endpoint = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };
  for (const end = performance.now() + START_LIMIT_MS; performance.now() < end; ) {
    const answers = await fetch(endpoint).then(
      () => true,
      () => false,
    );
    if (answers) return { endpoint, stop };
    await sleep(100);
  }
  await stop();
  throw new Error(`${COMMAND} did not answer within ${START_LIMIT_MS / 1_000} s`);
};
