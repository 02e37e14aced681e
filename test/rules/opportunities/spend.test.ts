import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OpportunityDocument } from '../../../src/model/documents.ts';
import { settledProject } from '../../../src/rules/opportunities/spend.ts';

/** AWS docs: working-with-deal-sizing-insights. */

type Project = NonNullable<OpportunityDocument['Project']>;

const URL = `https://calculator.aws/#/estimate?id=${'0123456789abcdef'.repeat(2)}`;
const entry = (given: object) => ({
  Amount: '8000.00',
  CurrencyCode: 'USD',
  Frequency: 'Monthly',
  TargetCompany: 'AWS',
  ...given,
});
const total = (given: object = {}) =>
  entry({ Amount: '1200000.00', Frequency: 'None', TargetCompany: 'Self', ...given });
const duration = { ExpectedContractDuration: { Term: 'Months', Value: '36' } };
const project = (spends: object[], more: object = {}) =>
  ({ ...more, ExpectedCustomerSpend: spends }) as unknown as Project;

const settled = (given: Project, before?: Project) => {
  const { project: kept, faults } = settledProject(given, before);
  expect(faults).toEqual([]);
  return kept;
};
const told = (given: Project, before?: Project) =>
  settledProject(given, before).faults.map(({ FieldName, Message }) => `${FieldName}: ${Message}`);
const SPEND = 'Project.ExpectedCustomerSpend';

describe('without a duration', () => {
  test('any company becomes AWS', () => {
    expect(settled(project([entry({ TargetCompany: 'Ana Ltd' })]))).toEqual(project([entry({})]));
  });

  test('a total contract value is a fault', () => {
    expect(told(project([total()]))).toEqual([
      'Project.ExpectedContractDuration: ExpectedContractDuration is required when a Self entry is present',
    ]);
  });
});

describe('with a duration', () => {
  test('AWS derives its monthly entry and puts it before the total', () => {
    expect(settled(project([total()], duration))).toEqual(
      project([entry({ Amount: '5600.00' }), total()], duration),
    );
  });

  test('a monthly entry that is given is kept', () => {
    const both = project([entry({}), total()], duration);
    expect(settled(both)).toEqual(both);
  });

  test.each([
    ['no total', [entry({})], `${SPEND}: A Self entry is required when ExpectedContractDuration is present`],
    ['two totals', [total(), total({ Amount: '1' })], `${SPEND}: Only one Self entry is allowed`],
    [
      'another company',
      [total(), entry({ TargetCompany: 'Ana Ltd' })],
      `${SPEND}[1].TargetCompany: TargetCompany must be 'AWS' or 'Self'`,
    ],
    [
      'two currencies',
      [total(), entry({ CurrencyCode: 'EUR' })],
      `${SPEND}[1].CurrencyCode: CurrencyCode must match between entries`,
    ],
    [
      'an estimation beside the total',
      [total(), entry({ EstimationUrl: URL })],
      `${SPEND}[1].EstimationUrl: Self entry and EstimationUrl cannot coexist`,
    ],
    [
      'a monthly total',
      [total({ Frequency: 'Monthly' })],
      `${SPEND}[0].Frequency: Frequency must be 'None' for TargetCompany 'Self'`,
    ],
  ])('%s is rejected in the guide’s words', (_what, spends, fault) => {
    expect(told(project(spends, duration))).toEqual([fault]);
  });

  test('the derived amount is greater than 0 for any total and number of months', () => {
    const months = fc.integer({ min: 1, max: 144 });
    const cents = fc.bigInt({ min: 1n, max: 10n ** 33n });
    fc.assert(
      fc.property(months, cents, (Value, amount) => {
        const Amount = `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`;
        const kept = settled(
          project([total({ Amount })], { ExpectedContractDuration: { Term: 'Months', Value: `${Value}` } }),
        );
        expect(kept?.ExpectedCustomerSpend?.[0]?.Amount).toMatch(/^(0|[1-9]\d*)\.\d\d$/);
        expect(kept?.ExpectedCustomerSpend?.[0]?.Amount).not.toBe('0.00');
      }),
    );
  });
});

describe('an update', () => {
  const before = settled(project([total()], duration))!;

  test('that sends everything back changes nothing', () => {
    expect(settled(before, before)).toEqual(before);
  });

  test('that omits the duration and the total keeps both', () => {
    expect(settled(project([entry({ Amount: '5600.00' })]), before)).toEqual(before);
  });

  test('with a null duration goes back to monthly spend', () => {
    const cleared = project([entry({})], { ExpectedContractDuration: null });
    expect(settled(cleared, before)).toEqual(project([entry({})]));
    expect(told(project([total()], { ExpectedContractDuration: null }), before)).toHaveLength(1);
  });

  test('of the total derives AWS’s entry again, unless another one is given', () => {
    const half = total({ Amount: '600000' });
    const derived = entry({ Amount: '2800.00' });
    expect(settled(project([...before.ExpectedCustomerSpend!.slice(0, 1), half]), before)).toEqual(
      project([derived, half], duration),
    );
    expect(settled(project([entry({}), half]), before)).toEqual(project([entry({}), half], duration));
  });

  test('needs no total if there was none', () => {
    expect(told(project([entry({})], duration), project([entry({})]))).toEqual([]);
  });
});

describe('an amount and the URL of an estimation', () => {
  const estimated = settled(project([entry({ Amount: undefined, EstimationUrl: URL })]))!;

  test('the URL alone supplies the amount', () => {
    expect(estimated.ExpectedCustomerSpend?.[0]).toEqual(
      entry({ Amount: expect.stringMatching(/^[1-9]\d*\.00$/), EstimationUrl: URL }),
    );
    expect(settled(estimated)).toEqual(estimated);
  });

  test.each([
    ['that is invalid', 'https://example.com'],
    ['with another amount', URL],
  ])('a URL %s beside an amount is dropped', (_what, EstimationUrl) => {
    expect(settled(project([entry({ Amount: '1.23', EstimationUrl })]))).toEqual(
      project([entry({ Amount: '1.23' })]),
    );
  });

  test('an invalid URL alone is rejected in AWS’s words', () => {
    const bad = project([entry({ Amount: '', EstimationUrl: 'https://calculator.aws/#/estimate?id=x' })]);
    expect(told(bad)).toEqual([
      `${SPEND}[0].EstimationUrl: Invalid Estimation URL: https://calculator.aws/#/estimate?id=x`,
    ]);
  });

  test('one of them is required, and the amount must be greater than 0', () => {
    expect(told(project([entry({}), entry({ Amount: undefined })]))).toEqual([
      `${SPEND}[1].Amount: ${SPEND}[1].Amount is required when there is no EstimationUrl.`,
    ]);
    for (const Amount of ['0', '0.00', '0.']) {
      expect(told(project([entry({ Amount })]))).toEqual([
        `${SPEND}[0].Amount: ${SPEND}[0].Amount must be greater than 0.`,
      ]);
    }
  });
});

test('an absent project stays absent, and a project without spend gets none', () => {
  expect(settledProject(undefined)).toEqual({ project: undefined, faults: [] });
  expect(settled({ Title: 'Title' })).toEqual({ Title: 'Title' });
});
