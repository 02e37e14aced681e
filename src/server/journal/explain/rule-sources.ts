/** Where the business rules come from, by the member that a fault names. The rules are in `src/rules`, with these sources. */
interface RuleSource {
  readonly member: RegExp;
  /** Only for faults with this code. */
  readonly code?: string;
  readonly source: string;
}

const STATES =
  'AWS docs: working-with-opportunity-updates; the table in docs/reference/opportunity-states.md';

const rules: readonly RuleSource[] = [
  {
    member: /^lifeCycle\.reviewStatus$/,
    source: `AWS docs: working-with-your-opportunities, "Review process"; ${STATES}`,
  },
  { member: /./, code: 'ACTION_NOT_PERMITTED', source: STATES },
  { member: /^lifeCycle\.closedLostReason$/, source: 'AWS API reference: LifeCycle, ClosedLostReason' },
  { member: /^lifeCycle\.stage$/, source: 'AWS API reference: LifeCycle, Stage' },
  { member: /^lifeCycle\.targetCloseDate$/, source: 'AWS API reference: LifeCycle, TargetCloseDate' },
  { member: /^nationalSecurity$/, source: 'AWS API reference: CreateOpportunity, NationalSecurity' },
  { member: /^primaryNeedsFromAws$/, source: 'AWS API reference: CreateOpportunity, PrimaryNeedsFromAws' },
  { member: /^marketing/, source: 'AWS API reference: Marketing' },
  {
    member: /^project\.expected(CustomerSpend|ContractDuration)/,
    source: 'AWS docs: working-with-deal-sizing-insights',
  },
  { member: /^project\.otherCompetitorNames$/, source: 'AWS API reference: Project, OtherCompetitorNames' },
  {
    member: /^project\.otherSolutionDescription$/,
    source: 'AWS API reference: Project, OtherSolutionDescription',
  },
  {
    member: /^relatedEntityIdentifiers?/,
    source: 'AWS API reference: RelatedEntityIdentifiers; AWS docs: working-with-your-opportunities',
  },
  { member: /^softwareRevenue/, source: 'AWS API reference: MonetaryValue; Opportunity-Fields.csv' },
  { member: /^origin$/, source: 'AWS API reference: CreateOpportunity, Origin' },
  { member: /^(nextToken|maxResults)$/, source: 'AWS API reference: the list operation, NextToken' },
  { member: /^tags/, source: 'AWS API reference: TagResource' },
  {
    member: /^resourceSnapshot/,
    source: 'AWS docs: working-with-multi-partner-opportunities, "Snapshot templates"',
  },
  { member: /^invitation\./, source: 'AWS docs: working-with-multi-partner-opportunities' },
  { member: /^type$/, source: 'AWS docs: working-with-your-leads' },
  { member: /^payload|^context/, source: 'AWS docs: working-with-your-leads' },
];

/** Returns where the rule comes from that a fault of this member is about; undefined if the table does not say. */
export const ruleSourceOf = (member: string, code: string): string | undefined => {
  const found = rules.find((rule) => rule.member.test(member) && (rule.code ?? code) === code);
  if (found) return found.source;
  return code === 'REQUIRED_FIELD_MISSING' ? STATES : undefined;
};
