import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { loadActions } from '../../src/operator/index.ts';
import { startServer } from '../support/server.ts';
import { send } from '../support/wire.ts';

type Json = Record<string, unknown>;

interface Parameter {
  name: string;
  in: string;
  required: boolean;
  schema: Json;
}

interface Operation {
  operationId: string;
  summary: string;
  security: object[];
  parameters?: Parameter[];
  requestBody?: { required: boolean; content: Record<string, { schema: Json }> };
  responses: Record<string, { description: string; content: Record<string, { schema: Json }> }>;
}

interface Document {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json>; securitySchemes: Record<string, Json> };
}

const read = async (): Promise<Document> => {
  const { status, json } = await send(await startServer(), { method: 'GET', path: '/_cosell/openapi.json' });
  expect(status).toBe(200);
  return json as unknown as Document;
};

const operations = ({ paths }: Document) =>
  Object.entries(paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, operation]) => ({ path, method, operation })),
  );

const validate = (document: object) => new Validator().validate({ ...document });

/** Collects all objects in a document. */
const within = (value: unknown): Json[] => {
  if (Array.isArray(value)) return value.flatMap(within);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Json, ...Object.values(value).flatMap(within)];
};

/** The rules of OpenAPI 3.1.0, "Paths Object" to "Security Requirement Object", that the document uses. */
describe('the OpenAPI document', () => {
  it('has the required members of a document', async () => {
    const document = await read();
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.stringMatching(/^\d/) });
    for (const { path, method, operation } of operations(document)) {
      expect(path).toMatch(/^\/_cosell\//);
      expect(['get', 'put', 'post', 'delete']).toContain(method);
      expect(operation.summary).toMatch(/\.$/);
      for (const [status, response] of Object.entries(operation.responses)) {
        expect(status).toMatch(/^([1-5]\d\d|default)$/);
        expect(response.description).toBeTruthy();
        expect(Object.values(response.content).every(({ schema }) => typeof schema === 'object')).toBe(true);
      }
      expect(Object.keys(operation.responses)).toContain('200');
    }
  });

  it('is valid by the published schema of OpenAPI 3.1', async () => {
    expect(await validate(await read())).toEqual({ valid: true });
  });

  it('would be invalid without what the published schema requires', async () => {
    const { info, ...rest } = await read();
    expect(await validate(rest)).toMatchObject({ valid: false });
    expect(info).toBeDefined();
  });

  it('gives each operation a unique id', async () => {
    const ids = operations(await read()).map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const actions = [...(await loadActions()).keys()];
    const fixed = [
      'caller',
      'console',
      'events.list',
      'events.stream',
      'health',
      'live',
      'metrics',
      'openApi',
      'ready',
    ];
    expect([...ids].sort()).toEqual([...actions, ...fixed].sort());
  });

  it('declares each parameter of a path, and each parameter once', async () => {
    for (const { path, method, operation } of operations(await read())) {
      const parameters = operation.parameters ?? [];
      const names = parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
      expect(new Set(names).size, path).toBe(names.length);
      const inPath = parameters.filter((parameter) => parameter.in === 'path');
      const templated = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(inPath.map(({ name }) => name).sort(), path).toEqual(templated.sort());
      expect(inPath.every(({ required }) => required)).toBe(true);
      expect(parameters.every(({ schema }) => typeof schema === 'object')).toBe(true);
      if (method === 'get' || method === 'delete') expect(operation.requestBody, path).toBeUndefined();
    }
  });

  it('has no dangling references', async () => {
    const document = await read();
    const references = within(document).flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []));
    expect(references.length).toBeGreaterThan(0);
    for (const reference of references) {
      const name = /^#\/components\/schemas\/(\w+)$/.exec(reference)?.[1] ?? '';
      expect(Object.keys(document.components.schemas)).toContain(name);
    }
    for (const { operation } of operations(document)) {
      for (const requirement of operation.security) {
        for (const scheme of Object.keys(requirement)) {
          expect(Object.keys(document.components.securitySchemes)).toContain(scheme);
        }
      }
    }
  });

  it('has valid JSON Schemas whose required members exist', async () => {
    const schemas = within(await read()).filter(({ type, properties }) => type === 'object' && properties);
    expect(schemas.length).toBeGreaterThan(10);
    const types = ['object', 'array', 'string', 'integer', 'number', 'boolean', 'null'];
    for (const { required = [], properties } of schemas) {
      for (const name of required as string[]) expect(Object.keys(properties as Json)).toContain(name);
      for (const { type } of Object.values(properties as Record<string, Json>)) {
        if (type !== undefined) expect(types).toContain(type);
      }
    }
  });

  it('requires the token except for health, readiness and what the console asks first', async () => {
    const document = await read();
    expect(document.components.securitySchemes.operatorToken).toMatchObject({
      type: 'http',
      scheme: 'bearer',
    });
    for (const { path, operation } of operations(document)) {
      const isForAll = ['/_cosell/health', '/_cosell/ready', '/_cosell/console'].includes(path);
      const isForAccounts = operation.security?.some((each) => 'signature' in each);
      const signed = { signature: [expect.stringMatching(/^cosell:[A-Z]/)] };
      const scoped = [{}, { operatorToken: expect.any(Array) }, ...(isForAccounts ? [signed] : [])];
      expect(operation.security, path).toEqual(isForAll ? [] : scoped);
    }
  });

  it('describes the input and the output of an action', async () => {
    const { paths } = await read();
    const put = paths['/_cosell/accounts/{id}']?.put;
    expect(put?.parameters).toEqual([expect.objectContaining({ name: 'id', in: 'path', required: true })]);
    const body = put?.requestBody?.content['application/json']?.schema as Json;
    expect(body.required).toEqual(['companyName']);
    expect(Object.keys(body.properties as Json)).toEqual([
      'companyName',
      'websiteUrl',
      'opportunityOwner',
      'solutions',
    ]);
    const answer = put?.responses['200']?.content['application/json']?.schema as Json;
    expect(answer.required).toEqual(['id', 'companyName']);
    const limit = paths['/_cosell/tasks']?.get?.parameters?.find(({ name }) => name === 'limit');
    expect(limit).toMatchObject({ in: 'query', required: false, schema: { type: 'integer', maximum: 1000 } });
  });
});
