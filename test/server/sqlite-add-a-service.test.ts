import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { runInCopy } from '../support/copied-sources.ts';

/** Starts the server; `ask` calls it as an account and returns status, error type and body. */
const START = `
  import { startCosell } from './src/index.ts';

  const cosell = await startCosell({ port: 0, data: 'memory', logLevel: 'silent' });
  const ask = async (target, body) => {
    const answer = await fetch(cosell.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': target, authorization: 'AWS4-HMAC-SHA256 Credential=222222222222/x' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return {
      status: answer.status,
      type: answer.headers.get('content-type'),
      error: answer.headers.get('x-amzn-errortype'),
      body: await answer.json(),
    };
  };
`;

/** An operation without a handler in this version. */
const OPERATION = `
  import { operation } from '../operation.ts';

  export const describeArchive = operation('DescribeArchive', 'Read', async ({ ArchiveName }, { account }) => ({
    ArchiveName,
    ArchiveArn: \`archive of \${account}\`,
  }));
`;

const LIST = `
  import { queryRules } from '../../store/repositories/event-rules.ts';
  import { list } from '../operation.ts';

  export const listArchives = list('ListArchives', {
    items: 'Archives',
    query: ({ NamePrefix }, { reads, account }) => queryRules(reads, account, NamePrefix),
    keys: ['name'],
    show: ({ name }) => ({ ArchiveName: name }),
  });
`;

test('an operation is one file, and a list is one', async () => {
  const main = `${START}
    const names = ['a', 'b', 'c'];
    for (const Name of names) await ask('AWSEvents.PutRule', { Name, EventPattern: '{"source":["x"]}' });
    const described = await ask('AWSEvents.DescribeArchive', { ArchiveName: 'mine' });
    const pages = [(await ask('AWSEvents.ListArchives', { Limit: 2 })).body];
    pages.push((await ask('AWSEvents.ListArchives', { NextToken: pages[0].NextToken, Limit: 2 })).body);
    const foreign = await ask('AWSEvents.ListRules', { NextToken: pages[0].NextToken, Limit: 2 });
    console.log(JSON.stringify({ described, pages, foreign }));
    await cosell.close();
  `;
  const answers = await runInCopy(
    {
      'src/event-bridge/archives/describe-archive.ts': OPERATION,
      'src/event-bridge/archives/list-archives.ts': LIST,
      'main.ts': main,
    },
    'main.ts',
  );
  expect(answers).toEqual({
    described: {
      status: 200,
      type: 'application/x-amz-json-1.1',
      error: null,
      body: { ArchiveName: 'mine', ArchiveArn: 'archive of 222222222222' },
    },
    pages: [
      {
        Archives: [{ ArchiveName: 'a' }, { ArchiveName: 'b' }],
        NextToken: expect.any(String),
      },
      { Archives: [{ ArchiveName: 'c' }] },
    ],
    foreign: expect.objectContaining({ status: 400, error: 'ValidationException' }),
  });
});

const SERVICE = `
  import { awsJson } from '../kit/service/aws-json.ts';
  import { ServiceError } from '../kit/service/errors.ts';
  import { loadFolder, modulesBelow } from '../kit/service/load-folder.ts';
  import { isOperation } from '../kit/service/operation.ts';

  export const greetings = {
    signingName: 'greetings',
    label: 'greetings',
    protocol: awsJson({
      version: '1.1',
      targetPrefix: 'Greetings.',
      title: 'Greetings',
      notImplemented: (operation) => \`Nobody can \${operation}.\`,
      errorBody: ({ name, message }) => ({ __type: name, told: message }),
    }),
    api: async () => {
      const operations = await loadFolder(modulesBelow(import.meta.url), isOperation);
      return {
        operations,
        isOperationName: (name) => operations.has(name) || name === 'Wave',
        decode: (operation, body) => ({ input: body, faults: body.name ? [] : ['name is missing'] }),
        invalid: ([fault]) => new ServiceError('Nobody', 400, fault),
        encode: (operation, output) => JSON.stringify(output),
      };
    },
    callOf: (host, { caller }) => ({ greeter: caller.account }),
  };
`;

const GREET = `
  export const greet = {
    name: 'Greet',
    access: 'Read',
    handle: async ({ name }, { greeter }) => ({ greeting: \`\${greeter} greets \${name}.\` }),
  };
`;

test('a third service is one folder and one line', async () => {
  const services = (await readFile('src/server/services.ts', 'utf8'))
    .replace('  eventBridge,\n', '  eventBridge,\n  greetings,\n')
    .replace(/^/, "import { greetings } from '../greetings/service.ts';\n");
  const main = `${START}
    console.log(JSON.stringify({
      greet: await ask('Greetings.Greet', { name: 'Ann' }),
      nobody: await ask('Greetings.Greet', {}),
      wave: await ask('Greetings.Wave', { name: 'Ann' }),
      unknown: await ask('Greetings.Shout', { name: 'Ann' }),
      tooLarge: await ask('Greetings.Greet', 'x'.repeat(1_048_577)),
      other: await ask('AWSPartnerCentralSelling.ListSolutions', { Catalog: 'Sandbox' }),
    }));
    await cosell.close();
  `;
  const answers = await runInCopy(
    {
      'src/greetings/service.ts': SERVICE,
      'src/greetings/operations/greet.ts': GREET,
      'src/server/services.ts': services,
      'main.ts': main,
    },
    'main.ts',
  );
  const type = 'application/x-amz-json-1.1';
  const refused = (status: number, error: string, told: unknown) => ({
    ...{ status, type, error },
    body: { __type: error, told },
  });
  expect(answers).toEqual({
    greet: { status: 200, type, error: null, body: { greeting: '222222222222 greets Ann.' } },
    nobody: refused(400, 'Nobody', 'name is missing'),
    wave: refused(501, 'NotImplementedException', 'Nobody can Wave.'),
    unknown: refused(400, 'UnknownOperationException', expect.stringContaining('Greetings.')),
    tooLarge: refused(413, 'RequestEntityTooLargeException', expect.any(String)),
    other: expect.objectContaining({ status: 200, type: 'application/x-amz-json-1.0' }),
  });
});
