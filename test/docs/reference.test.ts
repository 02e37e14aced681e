import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { exampleInput } from '../../docs/reference-pages/examples.ts';
import { referencePages } from '../../docs/reference-pages/index.ts';
import { isOperationName, operationNames } from '../../src/model/contract.ts';
import { callRaw } from '../support/raw.ts';
import { ALPHA, startServer } from '../support/server.ts';

test('docs/reference/ shows the operations, errors, events, options and commands as they are: `npm run docs` writes it', async () => {
  const pages = await referencePages();
  for (const [path, page] of pages) {
    expect(await readFile(new URL(`../../docs/${path}`, import.meta.url), 'utf8'), path).toBe(page);
  }
  const files = await readdir(new URL('../../docs/reference/operations', import.meta.url));
  expect(files.filter((file) => !pages.has(`reference/operations/${file}`))).toEqual([]);
  expect(files.length).toBe(operationNames.length + 1);
});

test('the example of every operation is a request that the server can read', async () => {
  const server = await startServer();
  const unreadable: unknown[] = [];
  for (const operation of operationNames.filter(isOperationName)) {
    const { status, type, body } = await callRaw(server, ALPHA, operation, exampleInput(operation));
    const isRead =
      status === 200 || type === 'ResourceNotFoundException' || body.Reason === 'BUSINESS_VALIDATION_FAILED';
    if (!isRead) unreadable.push([operation, type, body]);
  }
  expect(unreadable).toEqual([]);
});
