import type { Timestamp } from '../model/contract.ts';
import type { OpportunityDocument } from '../model/documents.ts';
import type { Fault } from '../model/errors.ts';
import { OTHER_SOLUTION } from './associations.ts';

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

const invalid = (field: string, rule: string): Fault => ({
  FieldName: field,
  Message: `${field} ${rule}.`,
  Code: 'INVALID_VALUE',
});

/** AWS API reference, ExpectedCustomerSpend and MonetaryValue: in the European Sovereign Cloud money is EUR. */
const sovereignCloudPaysEuro: Rule = ({ Project, SoftwareRevenue }) => {
  if (Project?.AwsPartition !== 'aws-eusc') return [];
  const rule = 'has to be EUR when Project.AwsPartition is aws-eusc';
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

/** AWS API reference, ExpectedCustomerSpend: beside a contract's duration, the spend is AWS's or the partner's own. */
const spendIsOfAwsOrSelf: Rule = ({ Project }) =>
  Project?.ExpectedContractDuration
    ? (Project.ExpectedCustomerSpend ?? []).flatMap((spend, index) =>
        spend.TargetCompany === 'AWS' || spend.TargetCompany === 'Self'
          ? []
          : [
              invalid(
                `Project.ExpectedCustomerSpend[${index}].TargetCompany`,
                'has to be AWS or Self when there is a Project.ExpectedContractDuration',
              ),
            ],
      )
    : [];

/** AWS API reference, Project: other competitors are named only when the competitor is Other. */
const otherCompetitorsOnlyForOther: Rule = ({ Project }) =>
  Project?.OtherCompetitorNames && Project.CompetitorName !== '*Other'
    ? [invalid('Project.OtherCompetitorNames', 'is only allowed when Project.CompetitorName is *Other')]
    : [];

/** AWS API reference, Marketing: use cases are those of activities that AWS funds. */
const useCasesOnlyWithFunding: Rule = ({ Marketing }) =>
  Marketing?.AwsFundingUsed === 'No' && (Marketing.UseCases ?? []).length > 0
    ? [invalid('Marketing.UseCases', 'has to be empty when Marketing.AwsFundingUsed is No')]
    : [];

/** AWS API reference, Project and RelatedEntityIdentifiers: another solution is described, and named once committed. */
const otherSolutionIsDescribed: Rule = ({ Project, LifeCycle, RelatedEntityIdentifiers }) => {
  if (!RelatedEntityIdentifiers?.Solutions?.includes(OTHER_SOLUTION)) return [];
  const isCommitted = LifeCycle?.Stage === 'Committed' || LifeCycle?.Stage === 'Launched';
  return [
    ...(Project?.OtherSolutionDescription
      ? []
      : [missing('Project.OtherSolutionDescription', 'a solution of the opportunity is Other')]),
    ...(isCommitted
      ? [invalid('RelatedEntityIdentifiers.Solutions', `cannot hold Other in the stage ${LifeCycle?.Stage}`)]
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
  otherIndustryIsNamed,
  lossHasReason,
  nationalSecurityIsGovernment,
  spendHasAmount,
  sovereignCloudPaysEuro,
  spendIsOfAwsOrSelf,
  otherCompetitorsOnlyForOther,
  useCasesOnlyWithFunding,
  otherSolutionIsDescribed,
];

/** Every fault that does not depend on the day. */
export const opportunityFaults = (document: OpportunityDocument, now: Timestamp): Fault[] =>
  rules.flatMap((rule) => rule(document, now));
