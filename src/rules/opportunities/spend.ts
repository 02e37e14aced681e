import { createHash } from 'node:crypto';
import type { OpportunityDocument } from '../../model/documents.ts';
import type { Fault } from '../../model/errors.ts';
import { isSame } from './members.ts';

/**
 * A customer's expected spend, monthly or for the whole contract. AWS docs: working-with-deal-sizing-insights (the faults
 * quote it), and the SDK's comments of ExpectedCustomerSpend and ExpectedContractDuration.
 */

type Project = NonNullable<OpportunityDocument['Project']>;
type Spend = NonNullable<Project['ExpectedCustomerSpend']>[number];
type Duration = NonNullable<Project['ExpectedContractDuration']>;

const SPEND = 'Project.ExpectedCustomerSpend';
const DURATION = 'Project.ExpectedContractDuration';

/**
 * Returns the project with its spend as AWS stores it, and the faults of the given one. `before` is the current project of
 * an update: an omitted duration keeps it and its total contract value; null removes both.
 */
export const settledProject = (
  given: Project | undefined,
  before?: Project,
): { project: Project | undefined; faults: Fault[] } => {
  if (!given) return { project: undefined, faults: [] };
  const { ExpectedContractDuration, ExpectedCustomerSpend, ...rest } = given;
  const duration = settledDuration(ExpectedContractDuration, before);
  const spends = withCompanies(ExpectedCustomerSpend ?? [], duration, before);
  const faults = [
    ...spends.flatMap((spend, index) =>
      isKept(spend, before) ? [] : spendFaults(spend, `${SPEND}[${index}]`),
    ),
    ...totalFaults(spends, duration, before === undefined),
  ];
  const settled = spends.map((spend) => (isKept(spend, before) ? spend : settledAmount(spend)));
  const all = duration ? withMonthly(settled, duration, before) : settled;
  return {
    project: {
      ...rest,
      ...(duration && { ExpectedContractDuration: duration }),
      ...((ExpectedCustomerSpend || all.length > 0) && { ExpectedCustomerSpend: all }),
    },
    faults,
  };
};

/** Null removes the duration. The decoder keeps a null for this member only. */
const settledDuration = (
  given: Duration | null | undefined,
  before: Project | undefined,
): Duration | undefined => (given === undefined ? before?.ExpectedContractDuration : (given ?? undefined));

const isSelf = ({ TargetCompany }: Spend): boolean => TargetCompany === 'Self';

/** Without a duration every company becomes AWS. With one, an update that omits the total keeps the current one. */
const withCompanies = (
  given: Spend[],
  duration: Duration | undefined,
  before: Project | undefined,
): Spend[] => {
  if (!duration) return given.map((spend) => (isSelf(spend) ? spend : { ...spend, TargetCompany: 'AWS' }));
  return given.some(isSelf) ? given : [...given, ...(before?.ExpectedCustomerSpend ?? []).filter(isSelf)];
};

/** Whether an entry is unchanged: it is not validated again, and its URL and amount stay. */
const isKept = (spend: Spend, before: Project | undefined): boolean =>
  (before?.ExpectedCustomerSpend ?? []).some((other) => isSame(other, spend));

const invalid = (FieldName: string, Message: string): Fault => ({
  FieldName,
  Message,
  Code: 'INVALID_VALUE',
});

const spendFaults = (spend: Spend, path: string): Fault[] => {
  const { Amount, EstimationUrl, Frequency } = spend;
  const frequency = isSelf(spend) ? 'None' : 'Monthly';
  return [
    ...(Amount ? positiveFaults(Amount, `${path}.Amount`) : urlFaults(EstimationUrl, path)),
    ...((Frequency as string) === frequency
      ? []
      : [
          invalid(
            `${path}.Frequency`,
            `Frequency must be '${frequency}' for TargetCompany '${spend.TargetCompany}'`,
          ),
        ]),
  ];
};

/** AWS's Opportunity-Fields.csv: an amount is greater than 0. */
export const positiveFaults = (amount: string, path: string): Fault[] =>
  cents(amount) > 0n
    ? []
    : [{ FieldName: path, Message: `${path} must be greater than 0.`, Code: 'VALUE_OUT_OF_RANGE' }];

/** An entry without an amount needs a valid EstimationUrl. */
const urlFaults = (url: string | undefined, path: string): Fault[] => {
  if (!url) {
    const Message = `${path}.Amount is required when there is no EstimationUrl.`;
    return [{ FieldName: `${path}.Amount`, Message, Code: 'REQUIRED_FIELD_MISSING' }];
  }
  return isEstimation(url) ? [] : [invalid(`${path}.EstimationUrl`, `Invalid Estimation URL: ${url}`)];
};

/** The table "TCV validation rules" of the guide. */
const totalFaults = (spends: Spend[], duration: Duration | undefined, isNew: boolean): Fault[] => {
  const [total, another] = spends.filter(isSelf);
  if (!duration) {
    return total
      ? [invalid(DURATION, 'ExpectedContractDuration is required when a Self entry is present')]
      : [];
  }
  return [
    ...(!total && isNew
      ? [invalid(SPEND, 'A Self entry is required when ExpectedContractDuration is present')]
      : []),
    ...(another ? [invalid(SPEND, 'Only one Self entry is allowed')] : []),
    ...spends.flatMap((spend, index) => besideTotalFaults(spend, total, `${SPEND}[${index}]`)),
  ];
};

const besideTotalFaults = (spend: Spend, total: Spend | undefined, path: string): Fault[] => [
  ...(spend.TargetCompany === 'AWS' || isSelf(spend)
    ? []
    : [invalid(`${path}.TargetCompany`, "TargetCompany must be 'AWS' or 'Self'")]),
  ...(total && spend.CurrencyCode !== total.CurrencyCode
    ? [invalid(`${path}.CurrencyCode`, 'CurrencyCode must match between entries')]
    : []),
  ...(total && spend.EstimationUrl
    ? [invalid(`${path}.EstimationUrl`, 'Self entry and EstimationUrl cannot coexist')]
    : []),
];

/** A given amount takes precedence: the URL stays only if its estimation is equal. Without an amount the URL supplies it. */
const settledAmount = ({ Amount, EstimationUrl, ...spend }: Spend): Spend => {
  if (!EstimationUrl) return { ...spend, ...(Amount && { Amount }) };
  if (!Amount) return { ...spend, Amount: estimated(EstimationUrl), EstimationUrl };
  const isEqual = isEstimation(EstimationUrl) && cents(estimated(EstimationUrl)) === cents(Amount);
  return { ...spend, Amount, ...(isEqual && { EstimationUrl }) };
};

/** The AWS entry, then the total. AWS derives its entry if none is given, and again when the total changes. */
const withMonthly = (spends: Spend[], duration: Duration, before: Project | undefined): Spend[] => {
  const total = spends.find(isSelf);
  if (!total) return spends;
  const given = spends.filter((spend) => !isSelf(spend));
  const isTotalSame = isKept(total, before) && isSame(duration, before?.ExpectedContractDuration);
  const isGiven = given.some((spend) => isTotalSame || !isKept(spend, before));
  return [...(isGiven ? given : [monthlyOf(total, duration)]), total];
};

/** Share of a total contract value that is spent on AWS, in thousandths. AWS uses a model; this is the guide's example. */
const AWS_SHARE = 168n;

const monthlyOf = ({ Amount = '0', CurrencyCode }: Spend, { Value }: Duration): Spend => {
  const monthly = (cents(Amount) * AWS_SHARE) / (1000n * BigInt(Value));
  return {
    Amount: amountOf(monthly > 0n ? monthly : 1n),
    CurrencyCode,
    Frequency: 'Monthly',
    TargetCompany: 'AWS',
  };
};

/** The pattern of the service's model for a URL of AWS's pricing calculator. */
const estimation =
  /^https:\/\/(calculator\.aws|pricing\.calculator\.aws\.eu)\/#\/estimate\?id=[a-f0-9]{32,64}$/;

const isEstimation = (url: string): boolean => estimation.test(url);

/** The monthly amount of an estimation, derived from its URL alone: cosell does not call AWS's calculator. */
const estimated = (url: string): string => {
  const number = createHash('sha256').update(url).digest().readUInt16BE(0);
  return `${(2 + (number % 48)) * 500}.00`;
};

/** Returns an amount, in the form of `MonetaryValue.Amount`, in hundredths. */
export const cents = (amount: string): bigint => {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(2, '0'));
};

/** The inverse of `cents`. */
export const amountOf = (hundredths: bigint): string =>
  `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
