import { words } from '../words.ts';
import { money, type Spend } from './money.ts';

type Entry = Spend & { TargetCompany?: string | null };

/** What the customer is expected to spend a month, added up over companies: `$2,000 per month`. The partner's own total is another thing. */
export const monthlySpend = (entries: readonly Entry[] | null | undefined): string => {
  const monthly = (entries ?? []).filter(({ TargetCompany, Amount }) => TargetCompany !== 'Self' && Amount);
  const [first] = monthly;
  if (!first) return words.none;
  const same = monthly.filter(({ CurrencyCode }) => CurrencyCode === first.CurrencyCode);
  // Amounts are decimal texts of at most two places.
  const cents = same.reduce((sum, { Amount }) => sum + Math.round(Number(Amount) * 100), 0);
  return money({ ...first, Amount: (cents / 100).toFixed(2) });
};
