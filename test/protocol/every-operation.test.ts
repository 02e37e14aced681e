import { describe, expect, it } from 'vitest';
import { trustingAuthenticator } from '../../src/access/authenticator.ts';
import { createSessions } from '../../src/access/sessions.ts';
import { systemClock } from '../../src/kit/flow/clock.ts';
import { newSealKey } from '../../src/kit/service/seal.ts';
import { operationNames } from '../../src/model/contract.ts';
import { createAwsJson } from '../../src/protocol/aws-json.ts';
import { startServer } from '../support/server.ts';
import { send, target } from '../support/wire.ts';

describe('the operations of the API', () => {
  it('are those of the SDK: 45', () => {
    expect(operationNames).toHaveLength(45);
  });

  it('all have a handler', async () => {
    const server = await startServer();
    const missing: string[] = [];
    for (const operation of operationNames) {
      const { status } = await send(server, { headers: target(operation), body: '{}' });
      if (status === 501) missing.push(operation);
    }
    expect(missing).toEqual([]);
  });

  it('that a newer SDK brings, and that have none yet, say so by name', async () => {
    const answer = createAwsJson({
      operations: new Map(),
      authenticator: trustingAuthenticator(createSessions(newSealKey(), systemClock)),
      callOf: () => {
        throw new Error('Nothing is called.');
      },
    });
    const request = {
      method: 'POST',
      path: '/',
      query: '',
      headers: { 'x-amz-target': 'AWSPartnerCentralSelling.ListSolutions' },
      headersDistinct: {},
      body: Buffer.from('{"Catalog":"Sandbox"}'),
    };
    const { status, headers, body } = await answer(request, 'request-1');
    expect(status).toBe(501);
    expect(headers['x-amzn-errortype']).toBe('NotImplementedException');
    expect(JSON.parse(body)).toEqual({
      __type: 'NotImplementedException',
      Message: 'cosell does not implement ListSolutions yet.',
    });
  });
});
