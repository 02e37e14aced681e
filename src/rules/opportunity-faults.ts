import type { Timestamp } from '../model/contract.ts';
import type { OpportunityDocument } from '../model/documents.ts';
import type { Fault } from '../model/errors.ts';

/** A rule of the business: the faults that it finds in an opportunity. */
type Rule = (document: OpportunityDocument, now: Timestamp) => Fault[];

const missing = (field: string, when: string): Fault => ({
  FieldName: field,
  Message: `${field} is required when ${when}.`,
  Code: 'REQUIRED_FIELD_MISSING',
});

/** AWS API reference, Account: OtherIndustry is required if Industry is Other. */
const otherIndustryIsNamed: Rule = ({ Customer }) =>
  Customer?.Account?.Industry === 'Other' && !Customer.Account.OtherIndustry
    ? [missing('Customer.Account.OtherIndustry', 'Customer.Account.Industry is Other')]
    : [];

/** AWS API reference, LifeCycle: a lost opportunity says why. */
const lossHasReason: Rule = ({ LifeCycle }) =>
  LifeCycle?.Stage === 'Closed Lost' && !LifeCycle.ClosedLostReason
    ? [missing('LifeCycle.ClosedLostReason', 'LifeCycle.Stage is Closed Lost')]
    : [];

/** AWS API reference, CreateOpportunity: NationalSecurity may be Yes only for customers in Government. */
const nationalSecurityIsGovernment: Rule = ({ NationalSecurity, Customer }) =>
  NationalSecurity === 'Yes' && Customer?.Account?.Industry !== 'Government'
    ? [
        {
          FieldName: 'NationalSecurity',
          Message: 'NationalSecurity may be Yes only when Customer.Account.Industry is Government.',
          Code: 'INVALID_VALUE',
        },
      ]
    : [];

/** AWS API reference, ExpectedCustomerSpend: either an Amount or an EstimationUrl. */
const spendHasAmount: Rule = ({ Project }) =>
  (Project?.ExpectedCustomerSpend ?? []).flatMap((spend, index) =>
    spend.Amount || spend.EstimationUrl
      ? []
      : [missing(`Project.ExpectedCustomerSpend[${index}].Amount`, 'there is no EstimationUrl')],
  );

/** AWS API reference, LifeCycle: TargetCloseDate is not in the past. */
export const closeDateIsAhead: Rule = ({ LifeCycle }, now) =>
  LifeCycle?.TargetCloseDate && LifeCycle.TargetCloseDate < now.slice(0, 10)
    ? [
        {
          FieldName: 'LifeCycle.TargetCloseDate',
          Message: 'LifeCycle.TargetCloseDate is in the past. Give a date from today on.',
          Code: 'INVALID_VALUE',
        },
      ]
    : [];

const rules: readonly Rule[] = [
  otherIndustryIsNamed,
  lossHasReason,
  nationalSecurityIsGovernment,
  spendHasAmount,
];

/** Every fault that does not depend on the day. */
export const opportunityFaults = (document: OpportunityDocument, now: Timestamp): Fault[] =>
  rules.flatMap((rule) => rule(document, now));
