import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputSchema, operationNames } from '../../src/model/contract.ts';
import { decodeInput } from '../../src/model/decode.ts';
import { operationJsonSchema } from '../../src/model/json-schema.ts';
import { inputsOf } from '../support/inputs.ts';

const ajv = addFormats.default(new Ajv2020({ strict: true, allErrors: true }));

describe.each(operationNames)('the JSON Schema of %s', (operation) => {
  const isValid = ajv.compile(operationJsonSchema(operation));

  it('allows what the decoder allows, and no more', () => {
    fc.assert(
      fc.property(inputsOf(operation, []), (input) => {
        const { faults } = decodeInput(operation, input);
        // A list of values that holds beside a certain country is told in words.
        const told = faults.filter(({ FieldName }) => !FieldName?.endsWith('.StateOrRegion'));
        expect(isValid(input), JSON.stringify([isValid.errors, faults])).toBe(told.length === 0);
      }),
      { numRuns: 20 },
    );
  });

  it('requires what the decoder requires, but for the token that is made up', () => {
    const members = [...inputSchema(operation).structIterator()];
    const [input = {}] = fc.sample(inputsOf(operation, []), { numRuns: 1, seed: 1 });
    for (const [member, part] of members) {
      const { [member as never]: _, ...rest } = input as Record<string, unknown>;
      const { faults } = decodeInput(operation, rest);
      expect(isValid(rest), member).toBe(part.isIdempotencyToken() || faults.length === 0);
    }
  });
});

it('refuses texts, numbers and lists beyond a limit, as the decoder does', () => {
  const isValid = ajv.compile(operationJsonSchema('ListOpportunities'));
  const refused = [
    { Catalog: 'Sandboxx' },
    { Catalog: 'Sandbox', MaxResults: 0 },
    { Catalog: 'Sandbox', MaxResults: 101 },
    { Catalog: 'Sandbox', Identifier: ['x'] },
    { Catalog: 'Sandbox', LifeCycleStage: Array.from({ length: 11 }, () => 'Launched') },
  ];
  for (const input of refused) {
    expect(decodeInput('ListOpportunities', input).faults, JSON.stringify(input)).not.toEqual([]);
    expect(isValid(input), JSON.stringify(input)).toBe(false);
  }
});
