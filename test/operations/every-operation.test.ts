import { expect, test } from 'vitest';
import { casesOf } from '../../conformance/cases.ts';
import { operationNames } from '../../src/model/contract.ts';
import { startEngine } from '../support/engine.ts';
import { failingStore } from '../support/failing-store.ts';
import { callRaw } from '../support/raw.ts';

/** The owner of the resources in requests. */
const ACCOUNT = '111122223333';

test('every operation returns InternalServerException with only the request id if the store fails', async () => {
  const plan = failingStore();
  const server = await startEngine({ openStore: plan.openStore });
  plan.dieAfter(0);
  for (const operation of operationNames) {
    const { status, type, body } = await callRaw(
      server,
      ACCOUNT,
      operation,
      casesOf(operation)[0]?.body as object,
    );
    expect([operation, status, type]).toEqual([operation, 500, 'InternalServerException']);
    expect(body.Message).toMatch(/look for request [0-9a-f-]{36} in the server's log/);
    expect(Object.keys(body).sort()).toEqual(['Message', '__type']);
  }
});

test('every operation refuses a request without its required members', async () => {
  const server = await startEngine();
  for (const operation of operationNames) {
    const { status, type, body } = await callRaw(server, ACCOUNT, operation, {});
    expect([operation, status, type]).toEqual([operation, 400, 'ValidationException']);
    expect(body).toMatchObject({
      Reason: 'REQUEST_VALIDATION_FAILED',
      ErrorList: expect.arrayContaining([expect.objectContaining({ Code: 'REQUIRED_FIELD_MISSING' })]),
    });
  }
});
