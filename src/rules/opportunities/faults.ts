import type { Timestamp } from '../../model/contract.ts';
import type { OpportunityDocument } from '../../model/documents.ts';
import type { Fault } from '../../model/errors.ts';
import { isCommitted, OTHER_SOLUTION } from './associations.ts';
import { positiveFaults } from './spend.ts';

/** A business rule: returns the faults that it finds in an opportunity. */
type Rule = (document: OpportunityDocument, now: Timestamp) => Fault[];

const missing = (field: string, when: string): Fault => ({
  FieldName: field,
  Message: `${field} is required when ${when}.`,
  Code: 'REQUIRED_FIELD_MISSING',
});

const invalid = (field: string, rule: string): Fault => ({
  FieldName: field,
  Message: `${field} ${rule}.`,
  Code: 'INVALID_VALUE',
});

/** AWS API reference, LifeCycle: a lost opportunity has a ClosedLostReason, and no other does [reported]. */
const lossHasReason: Rule = ({ LifeCycle }) => {
  const isLost = LifeCycle?.Stage === 'Closed Lost';
  if (isLost === Boolean(LifeCycle?.ClosedLostReason)) return [];
  return isLost
    ? [missing('LifeCycle.ClosedLostReason', 'LifeCycle.Stage is Closed Lost')]
    : [invalid('LifeCycle.ClosedLostReason', 'is only allowed when LifeCycle.Stage is Closed Lost')];
};

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

/** AWS API reference, ExpectedCustomerSpend and MonetaryValue: the currency of the European Sovereign Cloud is EUR. */
const sovereignCloudPaysEuro: Rule = ({ Project, SoftwareRevenue }) => {
  if (Project?.AwsPartition !== 'aws-eusc') return [];
  const rule = 'must be EUR when Project.AwsPartition is aws-eusc';
  const spends = (Project.ExpectedCustomerSpend ?? []).flatMap((spend, index) =>
    spend.CurrencyCode === 'EUR'
      ? []
      : [invalid(`Project.ExpectedCustomerSpend[${index}].CurrencyCode`, rule)],
  );
  const revenue = SoftwareRevenue?.Value?.CurrencyCode;
  return revenue && revenue !== 'EUR'
    ? [...spends, invalid('SoftwareRevenue.Value.CurrencyCode', rule)]
    : spends;
};

/** AWS's Opportunity-Fields.csv: amounts are greater than 0. `spend.ts` checks those of the spend. */
const revenueIsPositive: Rule = ({ SoftwareRevenue }) =>
  SoftwareRevenue?.Value ? positiveFaults(SoftwareRevenue.Value.Amount, 'SoftwareRevenue.Value.Amount') : [];

/** AWS API reference, Project: OtherCompetitorNames is allowed only if CompetitorName is Other. */
const otherCompetitorsOnlyForOther: Rule = ({ Project }) =>
  Project?.OtherCompetitorNames && Project.CompetitorName !== '*Other'
    ? [invalid('Project.OtherCompetitorNames', 'is only allowed when Project.CompetitorName is *Other')]
    : [];

/** AWS API reference, Project and RelatedEntityIdentifiers: Other needs a description, and an identifier once committed. */
const otherSolutionIsDescribed: Rule = (document) => {
  const { Project, LifeCycle, RelatedEntityIdentifiers } = document;
  if (!RelatedEntityIdentifiers?.Solutions?.includes(OTHER_SOLUTION)) return [];
  return [
    ...(Project?.OtherSolutionDescription
      ? []
      : [missing('Project.OtherSolutionDescription', 'a solution of the opportunity is Other')]),
    ...(isCommitted(document)
      ? [
          invalid(
            'RelatedEntityIdentifiers.Solutions',
            `must not contain Other in the stage ${LifeCycle?.Stage}`,
          ),
        ]
      : []),
  ];
};

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
  lossHasReason,
  nationalSecurityIsGovernment,
  sovereignCloudPaysEuro,
  revenueIsPositive,
  otherCompetitorsOnlyForOther,
  otherSolutionIsDescribed,
];

/** Returns the faults that depend on the opportunity alone: not on its author, today's date or its previous state. */
export const opportunityFaults = (document: OpportunityDocument, now: Timestamp): Fault[] =>
  rules.flatMap((rule) => rule(document, now));
