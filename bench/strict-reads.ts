import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sign, target } from '../test/support/wire.ts';
import { refer } from './get-invitation.ts';
import { call, callFor, PARTNER } from './http.ts';
import { median, medianRatio } from './numbers.ts';
import { FROM_DIST, inFolder, type ServerProcess, startCosell, startProcess } from './processes.ts';
import type { Row } from './report.ts';

const ROUNDS = 9;
const SECONDS = 1.5;
const operation = 'GetEngagementInvitation';
const key = { accessKeyId: 'AKIDREADER', secretAccessKey: 'secret of the reader' };

/** A user as a connector has it: AWS's managed policy, and an own one that limits it. */
const config = {
  users: [
    {
      ...{ account: PARTNER, name: 'reader', accessKeys: [key] },
      policyArns: ['arn:aws:iam::aws:policy/AWSPartnerCentralSandboxFullAccess'],
      policies: [
        {
          name: 'limits',
          document: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Deny',
                Action: ['partnercentral:Reject*', 'partnercentral:Delete*'],
                Resource: '*',
              },
              {
                Effect: 'Deny',
                Action: 'partnercentral:*',
                Resource: '*',
                Condition: { NotIpAddress: { 'aws:SourceIp': ['127.0.0.0/8', '::1/128'] } },
              },
            ],
          },
        },
      ],
    },
  ],
};

/** Measures reads with signatures and policies against the same reads with auth `off`, alternating between them. */
export const strictReads = (): Promise<Row[]> =>
  inFolder(async (folder) => {
    const data = join(folder, 'strict');
    const before = await startCosell(FROM_DIST, data);
    const Identifier = await refer(before.endpoint);
    await before.stop();
    const file = join(folder, 'config.json');
    writeFileSync(file, JSON.stringify(config));
    const flags = ['--auth', 'strict', '--config', file];
    const strict = await startProcess(FROM_DIST, ['serve', '--port', '0', '--data', data, ...flags]);
    const off = await startCosell(FROM_DIST, join(folder, 'off'));
    const inputs = {
      strict: { Catalog: 'Sandbox', Identifier },
      off: { Catalog: 'Sandbox', Identifier: await refer(off.endpoint) },
    };
    // A signature is valid for 15 minutes.
    const body = JSON.stringify(inputs.strict);
    const { headers } = await sign(strict, { headers: target(operation), body }, key);

    const bytes = join(folder, 'answer.json');
    writeFileSync(bytes, JSON.stringify(await call(off.endpoint, operation, inputs.off)));
    const bare = await startProcess(fileURLToPath(new URL('bare-http.ts', import.meta.url)), [bytes]);

    const ours: Round[] = [];
    const theirs: Round[] = [];
    const bares: Round[] = [];
    await round(1, strict, inputs.strict, headers);
    await round(1, off, inputs.off);
    await round(1, bare, inputs.off);
    for (let turn = 0; turn < ROUNDS; turn++) {
      ours.push(await round(SECONDS, strict, inputs.strict, headers));
      theirs.push(await round(SECONDS, off, inputs.off));
      bares.push(await round(SECONDS, bare, inputs.off));
    }
    await Promise.all([strict.stop(), off.stop(), bare.stop()]);
    const rowOf = (member: keyof Round, name: string, beside: readonly Round[]) => {
      const own = ours.map((one) => one[member]);
      const other = beside.map((one) => one[member]);
      return { ours: median(own), beside: { name, value: median(other) }, ratio: medianRatio(own, other) };
    };
    return [
      {
        ...{ name: `${operation}, signed, with policies`, unit: 'requests/s' },
        ...rowOf('perSecond', 'auth off', theirs),
        target: { of: 'ratio', at: 'least', value: 0.85 },
      },
      { name: '  processor time of one', unit: 'µs', ...rowOf('cpu', 'auth off', theirs) },
      {
        ...{ name: '  beside a bare server', unit: 'requests/s' },
        ...rowOf('perSecond', 'bare node:http', bares),
        target: { of: 'ratio', at: 'least', value: 0.38 },
      },
    ];
  });

interface Round {
  perSecond: number;
  /** Microseconds of the server's processor time per request. */
  cpu: number;
}

const round = async (
  seconds: number,
  server: ServerProcess,
  input: object,
  headers?: Record<string, string>,
): Promise<Round> => {
  const before = server.cpu();
  const { requests, perSecond } = await callFor(seconds, server.endpoint, operation, input, headers);
  return { perSecond, cpu: (1000 * (server.cpu() - before)) / requests };
};
