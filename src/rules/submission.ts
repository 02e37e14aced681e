import type { OpportunityDocument, ReviewStatus } from '../model/documents.ts';
import type { Fault } from '../model/errors.ts';

/** What AWS has to be asked for when an opportunity is submitted. */
export type InvolvementType = 'Co-Sell' | 'For Visibility Only';

/** What a submission needs. AWS docs: working-with-your-opportunities, and the data types of the API reference. */

type Field = readonly [path: string, value: unknown];

const mandatory = ({ Customer, Project, LifeCycle, OpportunityType }: OpportunityDocument): Field[] => [
  ['OpportunityType', OpportunityType],
  ['Customer.Account.CompanyName', Customer?.Account?.CompanyName],
  ['Customer.Account.Industry', Customer?.Account?.Industry],
  ['Customer.Account.Address.CountryCode', Customer?.Account?.Address?.CountryCode],
  ['LifeCycle.Stage', LifeCycle?.Stage],
  ['LifeCycle.TargetCloseDate', LifeCycle?.TargetCloseDate],
  ['Project.Title', Project?.Title],
  ['Project.CustomerBusinessProblem', Project?.CustomerBusinessProblem],
  ['Project.CustomerUseCase', Project?.CustomerUseCase],
  ['Project.DeliveryModels', Project?.DeliveryModels],
  ['Project.ExpectedCustomerSpend', Project?.ExpectedCustomerSpend],
];

/** AWS API reference, Account: a website, except where national security is at stake. */
const website = ({ Customer, NationalSecurity }: OpportunityDocument): Field[] =>
  NationalSecurity === 'Yes' ? [] : [['Customer.Account.WebsiteUrl', Customer?.Account?.WebsiteUrl]];

/** For the customer's address, AWS needs more in the United States. AWS API reference, Address. */
const unitedStates = ({ Customer }: OpportunityDocument): Field[] => {
  const address = Customer?.Account?.Address;
  if (address?.CountryCode !== 'US') return [];
  return [
    ['Customer.Account.Address.StateOrRegion', address.StateOrRegion],
    ['Customer.Account.Address.PostalCode', address.PostalCode],
  ];
};

/** To sell together, AWS has to know with what it can help. AWS API reference, CreateOpportunity. */
const needs = (document: OpportunityDocument, involvement: InvolvementType): Field[] =>
  involvement === 'Co-Sell' ? [['PrimaryNeedsFromAws', document.PrimaryNeedsFromAws]] : [];

const isGiven = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));

/** Everything that keeps an opportunity from being submitted. */
export const submissionFaults = (document: OpportunityDocument, involvement: InvolvementType): Fault[] => {
  const fields = [
    ...mandatory(document),
    ...website(document),
    ...unitedStates(document),
    ...needs(document, involvement),
  ];
  const missing = fields
    .filter(([, value]) => !isGiven(value))
    .map(
      ([path]): Fault => ({
        FieldName: path,
        Message: `${path} is required to submit the opportunity.`,
        Code: 'REQUIRED_FIELD_MISSING',
      }),
    );
  return [...stateFaults(document), ...stageFaults(document), ...missing, ...offeringFaults(document)];
};

/** From which status an opportunity is submitted. AWS docs: working-with-your-opportunities, "Review process". */
export const canBeSubmitted = (status: ReviewStatus | undefined): boolean =>
  status === 'Pending Submission' || status === 'Action Required';

const stateFaults = ({ LifeCycle }: OpportunityDocument): Fault[] => {
  const status = LifeCycle?.ReviewStatus;
  if (canBeSubmitted(status)) return [];
  const message = `The opportunity is ${status}; only one that is Pending Submission or Action Required can be submitted.`;
  return [{ FieldName: 'LifeCycle.ReviewStatus', Message: message, Code: 'INVALID_RESOURCE_STATE' }];
};

/** AWS API reference, LifeCycle: a prospect has to be qualified first, and what is lost is not submitted. */
const stageFaults = ({ LifeCycle }: OpportunityDocument): Fault[] => {
  if (LifeCycle?.Stage !== 'Prospect' && LifeCycle?.Stage !== 'Closed Lost') return [];
  const message = `An opportunity in the stage ${LifeCycle.Stage} cannot be submitted. Qualify it first.`;
  return [{ FieldName: 'LifeCycle.Stage', Message: message, Code: 'INVALID_VALUE' }];
};

/** What is sold: a solution of the partner's, or a solution or product in AWS Marketplace. */
const offeringFaults = ({ RelatedEntityIdentifiers: related }: OpportunityDocument): Fault[] => {
  const offerings = [related?.Solutions, related?.AwsMarketplaceSolutions, related?.AwsMarketplaceProducts];
  if (offerings.some((list) => (list ?? []).length > 0)) return [];
  const message = 'The opportunity has no solution. Associate one with AssociateOpportunity first.';
  return [
    { FieldName: 'RelatedEntityIdentifiers.Solutions', Message: message, Code: 'REQUIRED_FIELD_MISSING' },
  ];
};
