import { words } from '../words.ts';

/** What the API says of spend. */
export interface Spend {
  Amount?: string | null;
  CurrencyCode?: string | null;
  Frequency?: string | null;
}

/** E.g. `$2,000 per month`. */
export const money = (spend: Spend | null | undefined): string => {
  if (!spend?.Amount) return words.none;
  const amount = new Intl.NumberFormat('en', {
    style: 'currency',
    currency: spend.CurrencyCode ?? 'USD',
    maximumFractionDigits: 2,
    trailingZeroDisplay: 'stripIfInteger',
  }).format(Number(spend.Amount));
  return spend.Frequency === 'Monthly' ? words.money.monthly(amount) : amount;
};
