import type { AwsSummaryDocument, OpportunityDocument } from '../../model/documents.ts';
import { amountOf, cents } from './spend.ts';

/**
 * Deal sizing: the expected spend by AWS product and by source (AWS or partner).
 * AWS docs: working-with-deal-sizing-insights; seen: GetAwsOpportunitySummary, "Working with deal sizing insights".
 */

type Insights = NonNullable<AwsSummaryDocument['Insights']>;
type BySource = NonNullable<Insights['AwsProductsSpendInsightsBySource']>;
type Source = NonNullable<BySource['AWS']>;
type Product = Source['AwsProducts'][number];
type Currency = Source['CurrencyCode'] | undefined;
type Spend = NonNullable<NonNullable<OpportunityDocument['Project']>['ExpectedCustomerSpend']>[number];

/**
 * Derives the insights from the opportunity alone: its AWS products count as AWS's recommendations, without amounts, and
 * an estimation is split into services. Omits a source without data; returns undefined if both have none.
 */
export const dealSizing = ({
  Project,
  RelatedEntityIdentifiers,
}: OpportunityDocument): BySource | undefined => {
  const spends = Project?.ExpectedCustomerSpend ?? [];
  const products = RelatedEntityIdentifiers?.AwsProducts ?? [];
  const estimation = spends.find((spend) => spend.EstimationUrl && spend.Amount);
  if (products.length === 0 && !estimation) return undefined;
  return {
    ...(products.length > 0 && { AWS: recommended(products, spends[0]?.CurrencyCode) }),
    ...(estimation && { Partner: estimated(estimation) }),
  };
};

/** The expected spend on AWS's side, without its URL. seen: GetAwsOpportunitySummary, EstimationUrl null beside a partner's estimation */
export const spendForAws = (Project: OpportunityDocument['Project']): Spend[] =>
  (Project?.ExpectedCustomerSpend ?? []).map(({ EstimationUrl, ...spend }) => spend);

const recommended = (products: string[], currency: Currency): Source =>
  sourceOf(
    currency,
    products.map((ProductCode) => ({ ProductCode, Categories: [], Optimizations: [] })),
  );

/** cosell does not call AWS's calculator: every estimation is split into these services, in percent. */
const services = [
  { ServiceCode: 'ec2Enhancement', part: 50n, Categories: ['MAP Eligible'] },
  {
    ServiceCode: 'amazonRDSPostgreSQLDB',
    part: 30n,
    Categories: ['MAP Eligible', 'Pathway - Move to Managed DB', 'Pathway - Move to Open Source'],
  },
  { ServiceCode: 'aWSLambda', part: 20n, Categories: ['Pathway - Move to Cloud Native'] },
] as const;

const estimated = ({ Amount = '0', CurrencyCode }: Spend): Source => {
  const whole = cents(Amount);
  const [, ...others] = services;
  const parts = others.map(({ part }) => (whole * part) / 100n);
  // The first takes the rounding remainder, so that the amounts add up to the whole.
  const amounts = [whole - parts.reduce((sum, part) => sum + part, 0n), ...parts];
  return sourceOf(
    CurrencyCode,
    services.map(({ ServiceCode, Categories }, index) => {
      const amount = amountOf(amounts[index] ?? 0n);
      // An estimation names services, not products. seen: GetAwsOpportunitySummary
      const product: Omit<Product, 'ProductCode'> = {
        ServiceCode,
        Categories: [...Categories],
        Amount: amount,
        OptimizedAmount: amount,
        PotentialSavingsAmount: amountOf(0n),
        Optimizations: [],
      };
      return product as Product;
    }),
  );
};

/** Sums up products; one without an amount counts as 0. */
const sourceOf = (currency: Currency, products: Product[]): Source => ({
  CurrencyCode: currency ?? 'USD',
  Frequency: 'Monthly',
  TotalAmount: sum(products.map(({ Amount }) => Amount)),
  TotalOptimizedAmount: sum(products.map(({ OptimizedAmount }) => OptimizedAmount)),
  TotalPotentialSavingsAmount: sum(products.map(({ PotentialSavingsAmount }) => PotentialSavingsAmount)),
  TotalAmountByCategory: Object.fromEntries(
    [...new Set(products.flatMap(({ Categories }) => Categories))].map((category) => [
      category,
      sum(products.filter(({ Categories }) => Categories.includes(category)).map(({ Amount }) => Amount)),
    ]),
  ),
  AwsProducts: products,
});

const sum = (amounts: (string | undefined)[]): string =>
  amountOf(amounts.reduce((total, amount = '0') => total + cents(amount), 0n));
