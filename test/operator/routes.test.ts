import { describe, expect, it } from 'vitest';
import { actionNames } from '../../src/operator/actions.ts';
import { loadActions } from '../../src/operator/index.ts';
import { startServer } from '../support/server.ts';
import { send } from '../support/wire.ts';

const faults = (json: Record<string, unknown> | undefined): string[] =>
  ((json?.ErrorList ?? []) as { FieldName: string; Code: string }[]).map(
    (one) => `${one.FieldName}: ${one.Code}`,
  );

const put = (server: { endpoint: string }, id: string, body: string | object) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return send(server, {
    method: 'PUT',
    path: `/_cosell/accounts/${id}`,
    headers: { 'content-length': Buffer.byteLength(text) },
    body: text,
  });
};

describe('an action of the operator', () => {
  it('takes its input from path and body, and responds with JSON', async () => {
    const { status, json, headers } = await put(await startServer(), 'AWS', { companyName: 'Amazon' });
    expect([status, json]).toMatchObject([
      200,
      { id: 'aws', companyName: 'Amazon', websiteUrl: '', solutions: [] },
    ]);
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(headers['x-amzn-requestid']).toBeTruthy();
  });

  it('reports all faults of a body at once, including unknown members', async () => {
    const { status, json } = await put(await startServer(), '12', {
      companyName: '',
      websiteUrl: 7,
      colour: 'red',
      solutions: [{ id: 'S-1', title: 'x', catalog: 'Other' }, 5],
    });
    expect([status, json?.__type, json?.Reason]).toEqual([
      400,
      'ValidationException',
      'REQUEST_VALIDATION_FAILED',
    ]);
    expect(faults(json).sort()).toEqual([
      'colour: INVALID_VALUE',
      'companyName: VALUE_OUT_OF_RANGE',
      'id: INVALID_STRING_FORMAT',
      'solutions[0].catalog: INVALID_ENUM_VALUE',
      'solutions[0].name: REQUIRED_FIELD_MISSING',
      'solutions[0].title: INVALID_VALUE',
      'solutions[1]: INVALID_VALUE',
      'websiteUrl: INVALID_VALUE',
    ]);
  });

  it('reports all faults of a query at once, and reads numbers from it', async () => {
    const server = await startServer();
    const get = (query: string) => send(server, { method: 'GET', path: `/_cosell/tasks?${query}` });
    const { status, json } = await get('limit=0&status=DONE&account=1&colour=red&colour=blue');
    expect([status, json?.__type]).toEqual([400, 'ValidationException']);
    expect(faults(json).sort()).toEqual([
      'account: INVALID_STRING_FORMAT',
      'colour: INVALID_VALUE',
      'limit: VALUE_OUT_OF_RANGE',
      'status: INVALID_ENUM_VALUE',
    ]);
    expect(json?.ErrorList).toContainEqual(
      expect.objectContaining({ Message: 'status has to be one of IN_PROGRESS, COMPLETE, FAILED.' }),
    );
    for (const query of ['limit=many', 'limit=1&limit=2', 'limit=1.5', 'limit=']) {
      expect(faults((await get(query)).json)).toEqual(['limit: INVALID_VALUE']);
    }
    expect((await get('limit=5')).json).toEqual({ tasks: [] });
  });

  it.each(['{', '"text', Buffer.from([0xff, 0xfe]).toString('latin1'), `${'['.repeat(70)}${']'.repeat(70)}`])(
    'refuses a body that is no JSON, or too deep (%#)',
    async (body) => {
      const { status, json } = await put(await startServer(), 'aws', body);
      expect([status, json?.__type]).toEqual([400, 'SerializationException']);
    },
  );

  it.each(['[]', '"text"', 'null', '5'])('refuses a body that is not an object: %s', async (body) => {
    const { status, json } = await put(await startServer(), 'aws', body);
    expect([status, json?.__type]).toEqual([400, 'ValidationException']);
  });

  it('refuses a body that contradicts the path', async () => {
    const { json } = await put(await startServer(), 'aws', { id: '111111111111', companyName: 'A' });
    expect(faults(json)).toEqual(['id: INVALID_VALUE']);
  });

  it('refuses other methods, and lists the allowed ones', async () => {
    const server = await startServer();
    for (const [method, path, allow] of [
      ['DELETE', '/_cosell/accounts', 'GET'],
      ['POST', '/_cosell/accounts/aws', 'DELETE, PUT'],
      ['GET', '/_cosell/reset', 'POST'],
      ['DELETE', '/_cosell/state', 'GET, PUT'],
    ] as const) {
      const { status, json, headers } = await send(server, { method, path });
      expect([status, json?.__type, headers.allow]).toEqual([405, 'MethodNotAllowedException', allow]);
    }
  });

  it.each(['/_cosell/accounts/', '/_cosell/accounts/a/b', '/_cosell/%61ccounts', '/_cosell/accounts/%zz'])(
    'is not at %s',
    async (path) => {
      const { status, json } = await send(await startServer(), { method: 'GET', path });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(json?.__type).toBeTruthy();
    },
  );

  it('has a unique method of the handle, path and name', async () => {
    const actions = [...(await loadActions()).values()];
    expect(actions.map(({ name }) => name).sort()).toEqual([...actionNames].sort());
    const places = actions.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`);
    expect(new Set(places).size).toBe(places.length);
    for (const { name, path, summary, takes, command } of actions) {
      expect(path, name).toMatch(/^\/_cosell\/[a-z-]+(\/([a-z-]+|\{[a-zA-Z]+\}))*$/);
      expect(summary, name).toMatch(/^[A-Z].*\.$/);
      const members = Object.keys(takes.properties);
      for (const [, member = ''] of path.matchAll(/\{(\w+)\}/g)) expect(members, name).toContain(member);
      if (command?.argument) expect(members, name).toContain(command.argument);
      expect(command?.example ?? 'cosell ', name).toMatch(/^cosell /);
    }
  });
});
