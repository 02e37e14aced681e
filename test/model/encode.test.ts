import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OperationName, type Output, operationNames } from '../../src/model/contract.ts';
import { encodeOutput } from '../../src/model/encode.ts';

const encode = (operation: OperationName, output: unknown) =>
  JSON.parse(encodeOutput(operation, output as Output<OperationName>));

describe('encodeOutput', () => {
  test('an operation without output answers an empty object', () => {
    expect(encodeOutput('DeleteResourceSnapshotJob', {})).toBe('{}');
    expect(encode('AssignOpportunity', undefined)).toEqual({});
  });

  test('every operation has an encoder', () => {
    for (const operation of operationNames) expect(encode(operation, { Unknown: 1 })).toEqual({});
  });

  test('members outside the shape, undefined and null are left out at every depth', () => {
    const output = {
      Id: 'O1',
      Catalog: 'AWS',
      owner: '111122223333',
      Arn: undefined,
      NationalSecurity: null,
      Customer: { Account: { CompanyName: 'Bakery', secret: 1 }, Contacts: [{ Email: 'a@b.c', x: 1 }, null] },
      LifeCycle: { NextStepsHistory: [] },
    };
    expect(encode('GetOpportunity', output)).toEqual({
      Id: 'O1',
      Catalog: 'AWS',
      Customer: { Account: { CompanyName: 'Bakery' }, Contacts: [{ Email: 'a@b.c' }] },
      LifeCycle: { NextStepsHistory: [] },
    });
  });

  test('the order of members is the schema’s', () => {
    const forth = encodeOutput('GetOpportunity', { Id: 'O1', Catalog: 'AWS' } as Output<'GetOpportunity'>);
    const back = encodeOutput('GetOpportunity', { Catalog: 'AWS', Id: 'O1' } as Output<'GetOpportunity'>);
    expect(back).toBe(forth);
  });

  test('numbers, moments and maps are written', () => {
    expect(encode('GetResourceSnapshot', { Revision: 3, CreatedAt: '2026-11-23T09:30:00.000Z' })).toEqual({
      Revision: 3,
      CreatedAt: '2026-11-23T09:30:00.000Z',
    });
    const amounts = JSON.parse('{"Compute":"1.0","__proto__":"2","a\\"b":"3","none":null}');
    const insights = {
      Insights: { AwsProductsSpendInsightsBySource: { AWS: { TotalAmountByCategory: amounts } } },
    };
    expect(encodeOutput('GetAwsOpportunitySummary', insights as never)).toContain(
      '{"Compute":"1.0","__proto__":"2","a\\"b":"3"}',
    );
  });

  test('any text is written as JSON.stringify writes it', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.constantFrom('\ud800', '"\\\n\u2028'),
    );
    fc.assert(
      fc.property(text, (Title) => {
        expect(encodeOutput('GetEngagement', { Title } as never)).toBe(JSON.stringify({ Title }));
      }),
    );
  });
});
