/**
 * What may be done with each member of an opportunity in each state: the single source of the rules, of the tests and of
 * docs/reference/opportunity-states.md (`npm run docs`). Data only.
 */

/** The states: the review statuses, and the two final stages of an Approved opportunity. */
export const opportunityStates = [
  'Pending Submission',
  'Submitted',
  'In review',
  'Action Required',
  'Approved',
  'Launched',
  'Closed Lost',
  'Rejected',
] as const;
export type OpportunityState = (typeof opportunityStates)[number];

/** States that reject every update, and the reason shown to people. AWS docs: working-with-opportunity-updates, LifeCycle. */
export const blockedStates = {
  Submitted: 'The opportunity is Submitted: under review, it cannot be edited until AWS decides',
  'In review': 'The opportunity is In review: under review, it cannot be edited until AWS decides',
  Rejected: 'AWS rejected the opportunity: it can be read, but no longer be edited',
} as const satisfies Partial<Record<OpportunityState, string>>;

/** Why a state locks a member, as shown to people. */
export const lockReasons = {
  'Pending Submission': 'You can not update the stage when Opportunity status is Pending Submission',
  'Action Required': 'AWS asked for action and opened only some members',
  Approved: 'AWS has approved the opportunity',
  Launched: 'the opportunity is Launched, which is final',
  'Closed Lost': 'the opportunity is Closed Lost, which is final',
} as const satisfies Partial<Record<OpportunityState, string>>;

/**
 * How an operation treats a member: `required`, it must be present; `kept`, it may change but not be removed; `open`, it is
 * optional; `locked`, it must not change; `ignored`, its value is discarded.
 */
export type Access = 'required' | 'kept' | 'open' | 'locked' | 'ignored';

/** When a submission needs a member: always, only if the involvement is Co-Sell, or never. */
export type Need = 'required' | 'Co-Sell' | 'no';

/** The condition of a requirement. */
export type Condition =
  | 'unless NationalSecurity is Yes'
  | 'if Industry is Other'
  | 'if CountryCode is US'
  | 'if Marketing.Source is Marketing Activity';

/** A row of the table. A state that `update` does not list is blocked. */
export interface StatesOfMember {
  /** The path in the shapes of CreateOpportunity and UpdateOpportunity. */
  readonly member: string;
  readonly create: Access;
  readonly submit: Need;
  readonly update: Readonly<Record<keyof typeof lockReasons, Access>>;
  readonly when?: Condition;
  readonly sources: readonly string[];
}

const UPDATES = 'AWS docs: working-with-opportunity-updates';
const FIELDS = "AWS's Opportunity-Fields.csv (aws-samples/partner-crm-integration-samples)";
const REFERENCE = 'AWS API reference';
const REPORTED = 'reported';
const SEEN = 'seen: GetOpportunity';

const [R, K, O, L, N] = ['required', 'kept', 'open', 'locked', 'ignored'] as const;

const row = (
  member: string,
  create: Access,
  submit: Need,
  /** In Pending Submission, Action Required, Approved, Launched. Closed Lost locks every member that is not ignored. */
  [pending, action, approved, launched]: readonly [Access, Access, Access, Access],
  sources: readonly string[],
  when?: Condition,
): StatesOfMember => ({
  member,
  create,
  submit,
  update: {
    'Pending Submission': pending,
    'Action Required': action,
    Approved: approved,
    Launched: launched,
    'Closed Lost': launched === N ? N : L,
  },
  sources,
  ...(when && { when }),
});

/** A member that AWS never requires. */
const optional = (member: string): StatesOfMember => row(member, O, 'no', [O, L, O, L], [FIELDS]);

/** A member that AWS or another operation sets: an update ignores it. */
const others = (member: string, create: Access, source: string): StatesOfMember =>
  row(member, create, 'no', [N, N, N, N], [source]);

export const opportunityMembers: readonly StatesOfMember[] = [
  row('OpportunityType', O, 'required', [R, L, R, L], [REPORTED, FIELDS]),
  row('NationalSecurity', O, 'required', [R, L, L, L], [REPORTED, FIELDS]),
  row('PrimaryNeedsFromAws', O, 'Co-Sell', [K, L, R, L], [REPORTED, SEEN, FIELDS]),
  row('PartnerOpportunityIdentifier', O, 'no', [O, O, L, L], [UPDATES]),

  row('Customer.Account.CompanyName', R, 'required', [R, L, L, L], [REFERENCE, REPORTED, FIELDS]),
  row('Customer.Account.Industry', R, 'required', [R, L, L, L], [REFERENCE, REPORTED, UPDATES]),
  row('Customer.Account.OtherIndustry', O, 'required', [O, L, L, L], [SEEN, FIELDS], 'if Industry is Other'),
  row(
    'Customer.Account.WebsiteUrl',
    R,
    'required',
    [R, R, L, L],
    [REFERENCE, UPDATES],
    'unless NationalSecurity is Yes',
  ),
  row('Customer.Account.Address.CountryCode', R, 'required', [R, R, L, L], [REPORTED, UPDATES]),
  row(
    'Customer.Account.Address.StateOrRegion',
    O,
    'required',
    [O, R, L, L],
    [UPDATES, FIELDS],
    'if CountryCode is US',
  ),
  row('Customer.Account.Address.PostalCode', O, 'required', [O, R, L, L], [UPDATES], 'if CountryCode is US'),
  row('Customer.Account.Address.City', O, 'no', [O, O, O, L], [UPDATES, FIELDS]),
  row('Customer.Account.Address.StreetAddress', O, 'no', [O, O, O, L], [UPDATES, FIELDS]),
  optional('Customer.Account.AwsAccountId'),
  optional('Customer.Account.Duns'),
  optional('Customer.Contacts'),

  row('Project.Title', R, 'required', [R, L, L, L], [REPORTED, UPDATES]),
  row('Project.CustomerBusinessProblem', R, 'required', [R, R, L, L], [REPORTED, UPDATES]),
  row('Project.CustomerUseCase', O, 'required', [O, L, R, L], [REPORTED, FIELDS]),
  row('Project.DeliveryModels', O, 'required', [O, L, R, O], [REPORTED, FIELDS]),
  row('Project.ExpectedCustomerSpend', R, 'required', [R, R, R, L], [REPORTED, UPDATES]),
  optional('Project.ExpectedContractDuration'),
  row('Project.SalesActivities', O, 'Co-Sell', [O, L, O, L], [SEEN, FIELDS]),
  optional('Project.ApnPrograms'),
  optional('Project.CompetitorName'),
  optional('Project.OtherCompetitorNames'),
  optional('Project.OtherSolutionDescription'),
  optional('Project.RelatedOpportunityIdentifier'),
  optional('Project.AwsPartition'),
  row('Project.AdditionalComments', O, 'no', [O, L, O, O], [FIELDS]),

  row('LifeCycle.Stage', O, 'required', [L, L, R, L], [REPORTED, FIELDS]),
  row('LifeCycle.TargetCloseDate', O, 'required', [O, R, R, L], [REPORTED, UPDATES]),
  optional('LifeCycle.ClosedLostReason'),
  optional('LifeCycle.NextSteps'),
  others('LifeCycle.NextStepsHistory', N, SEEN),
  others('LifeCycle.ReviewStatus', N, SEEN),
  others('LifeCycle.ReviewComments', N, REFERENCE),
  others('LifeCycle.ReviewStatusReason', N, REFERENCE),

  row('Marketing.Source', O, 'required', [R, L, R, L], [REPORTED, FIELDS]),
  row(
    'Marketing.AwsFundingUsed',
    R,
    'required',
    [R, L, R, L],
    [FIELDS],
    'if Marketing.Source is Marketing Activity',
  ),
  optional('Marketing.CampaignName'),
  optional('Marketing.UseCases'),
  optional('Marketing.Channels'),

  row('SoftwareRevenue.DeliveryModel', O, 'no', [O, L, L, O], [REPORTED, FIELDS]),
  row('SoftwareRevenue.Value', O, 'no', [O, L, L, O], [REPORTED, FIELDS]),
  row('SoftwareRevenue.EffectiveDate', O, 'no', [O, L, L, O], [REPORTED, FIELDS]),
  row('SoftwareRevenue.ExpirationDate', O, 'no', [O, L, L, O], [REPORTED, FIELDS]),

  others('Origin', O, REFERENCE),
  others('OpportunityTeam', O, REFERENCE),
];
