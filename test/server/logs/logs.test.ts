import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OperationName } from '../../../src/model/contract.ts';
import { loadOperations } from '../../../src/operations/index.ts';
import { opportunity } from '../../support/data.ts';
import { inputsOf } from '../../support/inputs.ts';
import { type Program, startProgram } from '../../support/program.ts';
import { ALPHA, clientOf, errorOf } from '../../support/server.ts';

const serve = (...args: string[]) => startProgram(['serve', '--port', '0', '--data', 'memory', ...args]);

/** Ends a server, and returns the lines of its log. */
const linesOf = async (program: Program): Promise<Record<string, unknown>[]> => {
  program.child.kill('SIGTERM');
  expect(await program.ended()).toBe(0);
  return program.stderr
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
};

test('a refusal says what is wrong, and for whom', async () => {
  const program = serve();
  const endpoint = await program.ready();
  const { $metadata } = await errorOf(
    clientOf({ endpoint }, ALPHA).createOpportunity({
      ...opportunity(),
      OpportunityType: 'x'.repeat(9) as never,
    }),
  );
  const [line, ...others] = await linesOf(program);
  expect(others).toEqual([]);
  expect(line).toMatchObject({
    ...{ level: 30, msg: 'request refused', operation: 'CreateOpportunity', account: ALPHA, status: 400 },
    ...{ error: 'ValidationException', reason: 'REQUEST_VALIDATION_FAILED' },
    faults: ['opportunityType INVALID_ENUM_VALUE'],
    requestId: ($metadata as { requestId?: string }).requestId,
  });
});

test('a slow call says where its time went', async () => {
  const program = serve('--slow-call', '200');
  const endpoint = await program.ready();
  const fault = { operation: 'ListSolutions', delay: 400 };
  const added = await fetch(`${endpoint}/_cosell/faults`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(fault) },
  });
  expect(added.status).toBeLessThan(300);
  await clientOf({ endpoint }, ALPHA).listSolutions({ Catalog: 'Sandbox' });
  const slow = (await linesOf(program)).filter(({ operation }) => operation === 'ListSolutions');
  expect(slow).toHaveLength(1);
  expect(slow[0]).toMatchObject({ level: 40, msg: 'slow call', account: ALPHA, status: 200 });
  const parts = slow[0]?.slow as Record<string, number>;
  expect(parts.injected).toBeGreaterThanOrEqual(399);
  expect(parts.statements).toBeGreaterThanOrEqual(1);
});

test('no value of a request is logged, whatever an operation does with it', async () => {
  const program = serve('--log-level', 'debug', '--slow-call', '1');
  const endpoint = await program.ready();
  const marked = ['MARKED', 'marked@example.com', 'https://marked.example.com', 'MARKED-VALUE \u{1f6d2}'];
  const send = async (operation: string, input: object) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'x-amz-target': `AWSPartnerCentralSelling.${operation}`,
        'content-type': 'application/x-amz-json-1.0',
        authorization: `AWS4-HMAC-SHA256 Credential=${ALPHA}/20260101/us-east-1/x/aws4_request, SignedHeaders=host, Signature=MARKED`,
        'user-agent': 'MARKED',
      },
      body: JSON.stringify(input),
    });
    return response.status;
  };
  const created = opportunity({ PartnerOpportunityIdentifier: 'MARKED' });
  expect(
    await send('CreateOpportunity', JSON.parse(JSON.stringify(created).replaceAll('Example Corp', 'MARKED'))),
  ).toBe(200);
  const names = [...(await loadOperations()).keys()];
  expect(names.length).toBeGreaterThan(40);
  for (const name of names) {
    for (const input of fc.sample(inputsOf(name as OperationName, marked), { numRuns: 4, seed: 1 })) {
      await send(name, { Catalog: 'Sandbox', ...input });
    }
    await send(name, { Catalog: 'MARKED', Identifier: 'MARKED', MARKED: 'MARKED' });
  }
  await send('MARKED', {});
  const lines = await linesOf(program);
  for (const name of names) expect(lines.map(({ operation }) => operation)).toContain(name);
  expect(program.stderr.toLowerCase()).not.toContain('marked');
});
