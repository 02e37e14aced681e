import type { OpportunityDocument } from '../../model/documents.ts';
import { amountOf, cents } from './spend.ts';

type Spend = NonNullable<NonNullable<OpportunityDocument['Project']>['ExpectedCustomerSpend']>[number];

/** A sum by currency. */
export interface SpendSum {
  /** Adds what is spent per month; a total contract value, whose Frequency is None, is not. */
  add(spends: readonly Spend[]): void;
  /** Returns the sums, by the codes of their currencies. */
  total(): { currencyCode: string; amount: string }[];
}

export const createSpendSum = (): SpendSum => {
  const sums = new Map<string, bigint>();
  return {
    add: (spends) => {
      for (const { Amount, CurrencyCode = '', Frequency } of spends) {
        if (Frequency === 'Monthly' && Amount) {
          sums.set(CurrencyCode, (sums.get(CurrencyCode) ?? 0n) + cents(Amount));
        }
      }
    },
    total: () =>
      [...sums]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([currencyCode, hundredths]) => ({ currencyCode, amount: amountOf(hundredths) })),
  };
};
