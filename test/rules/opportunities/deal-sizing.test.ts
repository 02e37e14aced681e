import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dealSizing, spendForAws } from '../../../src/rules/opportunities/deal-sizing.ts';

const spend = (changes: object) => ({
  CurrencyCode: 'USD',
  Frequency: 'Monthly',
  TargetCompany: 'AWS',
  ...changes,
});
const EstimationUrl = 'https://calculator.aws/#/estimate?id=0123456789abcdef0123456789abcdef01234567';
const documentOf = (products: string[], ...spends: object[]) =>
  ({
    Project: { ExpectedCustomerSpend: spends },
    RelatedEntityIdentifiers: { AwsProducts: products },
  }) as never;

test('an opportunity without products and estimation has no insights', () => {
  expect(dealSizing(documentOf([], spend({ Amount: '100.00' })))).toBeUndefined();
  expect(dealSizing({ RelatedEntityIdentifiers: {} })).toBeUndefined();
});

test('AWS lists the products without amounts (seen: GetAwsOpportunitySummary)', () => {
  expect(dealSizing(documentOf(['AmazonEC2'], spend({ Amount: '100.00', CurrencyCode: 'EUR' })))).toEqual({
    AWS: {
      CurrencyCode: 'EUR',
      Frequency: 'Monthly',
      TotalAmount: '0.00',
      TotalOptimizedAmount: '0.00',
      TotalPotentialSavingsAmount: '0.00',
      TotalAmountByCategory: {},
      AwsProducts: [{ ProductCode: 'AmazonEC2', Categories: [], Optimizations: [] }],
    },
  });
});

test('the partner lists the services of its estimation (seen: GetAwsOpportunitySummary)', () => {
  const insights = dealSizing(documentOf([], spend({ Amount: '1000.00', EstimationUrl })));
  expect(Object.keys(insights ?? {})).toEqual(['Partner']);
  expect(insights?.Partner).toMatchObject({
    CurrencyCode: 'USD',
    TotalAmount: '1000.00',
    TotalOptimizedAmount: '1000.00',
    TotalPotentialSavingsAmount: '0.00',
    TotalAmountByCategory: {
      'MAP Eligible': '800.00',
      'Pathway - Move to Cloud Native': '200.00',
      'Pathway - Move to Managed DB': '300.00',
      'Pathway - Move to Open Source': '300.00',
    },
  });
  for (const product of insights?.Partner?.AwsProducts ?? []) {
    expect(product).not.toHaveProperty('ProductCode');
    expect(product).toMatchObject({
      ServiceCode: expect.any(String),
      OptimizedAmount: product.Amount,
      PotentialSavingsAmount: '0.00',
    });
  }
});

test('the services of an estimation add up to its amount, to the cent, for any amount', () => {
  const cents = (amount = '0') => BigInt(amount.replace('.', ''));
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 14n }), (hundredths) => {
      const Amount = `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
      const { Partner } = dealSizing(documentOf([], spend({ Amount, EstimationUrl }))) ?? {};
      const parts = Partner?.AwsProducts.map((product) => cents(product.Amount)) ?? [];
      expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(hundredths);
      expect(Partner?.TotalAmount).toBe(Amount);
    }),
  );
});

// seen: GetAwsOpportunitySummary, EstimationUrl null beside a partner's estimation.
test('AWS’s side shows the expected spend without its EstimationUrl', () => {
  const ExpectedCustomerSpend = [spend({ Amount: '1000.00', EstimationUrl })] as never;
  expect(spendForAws({ ExpectedCustomerSpend })).toEqual([spend({ Amount: '1000.00' })]);
  expect(spendForAws(undefined)).toEqual([]);
});
