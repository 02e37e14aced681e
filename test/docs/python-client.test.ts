import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { type OperatorApi, pythonClient } from '../../docs/python-client.ts';
import { openApi } from '../../src/server/operator-router.ts';

test('the Python client has every operation of the OpenAPI document: `npm run docs` writes it', async () => {
  const module = await readFile(new URL('../../python/src/cosell/operator.py', import.meta.url), 'utf8');
  expect(pythonClient((await openApi()) as OperatorApi)).toBe(module);
});

test('names, members and values that Python cannot write are written otherwise', () => {
  const schema = {
    type: 'object',
    required: ['from'],
    properties: {
      from: { type: 'string', description: 'Since "when".\n' },
      'detail-type': { type: 'array', items: { enum: ['a', 'b'] } },
      is: { const: true },
    },
  };
  const api = {
    paths: {
      '/_cosell/things/{id}': {
        get: {
          operationId: 'oddThings.import',
          summary: 'Returns """it""".',
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: { '200': { content: { 'application/json': { schema } } } },
        },
      },
    },
  };
  const text = pythonClient(api);
  expect(text).toContain('"from": str');
  expect(text).toContain('"detail-type": NotRequired[List[Literal["a", "b"]]]');
  expect(text).toContain('"is": NotRequired[Literal[True]]');
  expect(text).toContain('class OddThings:');
  expect(text).toMatch(/def import_\(\n\s+self,\n\s+\*,\n\s+id: str,\n/);
  expect(text).toContain('f"/_cosell/things/{quoted(id)}"');
  expect(text).toContain("Returns '''it'''.");
});
