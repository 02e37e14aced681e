import { describe, expect, it } from 'vitest';
import { trustingAuthenticator } from '../../src/access/authenticator.ts';
import { createSessions } from '../../src/access/sessions.ts';
import { systemClock } from '../../src/kit/flow/clock.ts';
import { createFrontDoor } from '../../src/kit/service/front-door.ts';
import { newSealKey } from '../../src/kit/service/seal.ts';
import { operationNames } from '../../src/model/contract.ts';
import { partnerCentral } from '../../src/operations/service.ts';
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

  it('that are new in the SDK and have no handler yet are reported by name', async () => {
    const { identify } = trustingAuthenticator({
      sessionsOf: (auth) => createSessions(newSealKey(), systemClock, auth),
    });
    const callOf = () => {
      throw new Error('Nothing is called.');
    };
    const door = createFrontDoor({
      services: [partnerCentral],
      host: { operations: new Map(), callOf },
      identify,
      keyOf: ({ account }) => account,
    });
    const request = {
      method: 'POST',
      path: '/',
      query: '',
      headers: { 'x-amz-target': 'AWSPartnerCentralSelling.ListSolutions' },
      headersDistinct: {},
      repeatsHeaders: false,
      body: Buffer.from('{"Catalog":"Sandbox"}'),
      sourceIp: '127.0.0.1',
      isSecure: false,
    };
    const { status, headers, body } = await door.answer(request, 'request-1');
    expect(status).toBe(501);
    expect(headers['x-amzn-errortype']).toBe('NotImplementedException');
    expect(JSON.parse(body)).toEqual({
      __type: 'NotImplementedException',
      Message: 'cosell does not implement ListSolutions yet.',
    });
  });
});
