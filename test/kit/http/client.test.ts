import { describe, expect, test } from 'vitest';
import { createHttpClient } from '../../../src/kit/http/client.ts';
import { eventually } from '../../support/engine.ts';
import { startRawOrigin } from '../../support/raw-origin.ts';

const { signal } = new AbortController();

const start = async () => {
  const origin = await startRawOrigin();
  const client = createHttpClient(true);
  const call = (pool: string, path = '/', headers: Record<string, string> = {}) =>
    client.call({ method: 'POST', url: new URL(path, origin.url), pool, headers, body: '{}' }, signal);
  /** Calls, and waits until the connection is free, which it is a turn after the response has ended. */
  const callAlone = async (pool: string): Promise<void> => {
    await call(pool);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { origin, client, call, callAlone };
};

describe('a connection', () => {
  test('is kept for later requests of its pool, and of no other', async () => {
    const { origin, client, callAlone } = await start();
    for (const pool of ['a', 'b', 'a', 'b', 'b', 'a']) await callAlone(pool);
    expect(origin.requests.map(({ connection }) => connection)).toEqual([1, 2, 1, 2, 2, 1]);
    client.close();
  });

  test('of the most pools is not kept: no more than 256 are', async () => {
    const { origin, client, callAlone } = await start();
    for (let pool = 0; pool < 300; pool++) await callAlone(`pool-${pool}`);
    await eventually(() => origin.open() <= 256);
    expect(origin.open()).toBe(256);
    client.close();
  });
});

test.each([['a\r\nx-other: b'], ['a\nb'], ['a\0b'], ['🔥']])('the value %j is never sent', async (value) => {
  const { origin, client, call } = await start();
  await expect(call('a', '/', { 'x-text': value })).rejects.toMatchObject({ code: 'ERR_INVALID_CHAR' });
  await expect(call('a', '/', { [`x-${value}`]: 'x' })).rejects.toMatchObject({
    code: 'ERR_INVALID_HTTP_TOKEN',
  });
  expect(origin.text()).toBe('');
  client.close();
});
