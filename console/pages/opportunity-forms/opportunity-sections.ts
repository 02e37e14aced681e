import type { FormSection } from '../../parts/form/sections.ts';
import { words } from '../../words.ts';

const { sections: titles } = words.opportunityForms;
const account = (...names: string[]) => names.map((name) => `Customer.Account.${name}`);
const project = (...names: string[]) => names.map((name) => `Project.${name}`);

/** The sections of an opportunity's forms, in the order of a conversation with the customer. */
export const opportunitySections: readonly FormSection[] = [
  {
    title: titles.customer,
    members: [
      ...account('CompanyName', 'WebsiteUrl', 'Industry', 'OtherIndustry', 'Address.CountryCode'),
      ...account('Address.StateOrRegion', 'Address.City', 'Address.PostalCode', 'Address.StreetAddress'),
      'Customer.Account',
      'Customer.Contacts',
    ],
  },
  {
    title: titles.project,
    members: project(
      'Title',
      'CustomerUseCase',
      'CustomerBusinessProblem',
      'DeliveryModels',
      'SalesActivities',
    ),
  },
  {
    title: titles.cosell,
    members: ['OpportunityType', 'NationalSecurity', 'PrimaryNeedsFromAws', 'PartnerOpportunityIdentifier'],
  },
  { title: titles.spend, members: project('ExpectedCustomerSpend', 'ExpectedContractDuration') },
  {
    title: titles.lifeCycle,
    members: [
      ...['LifeCycle.Stage', 'LifeCycle.TargetCloseDate', 'LifeCycle.NextSteps'],
      ...['LifeCycle.ClosedLostReason', 'LifeCycle'],
    ],
  },
  { title: titles.marketing, members: ['Marketing.Source', 'Marketing.AwsFundingUsed', 'Marketing'] },
  { title: titles.details, members: ['Project'], isOptional: true },
  { title: titles.revenue, members: ['SoftwareRevenue'], isOptional: true },
  { title: titles.people, members: ['OpportunityTeam', 'Origin', 'Tags'], isOptional: true },
];

/** Without a contract duration AWS stores every spend so. AWS docs: working-with-deal-sizing-insights. */
export const newElements = {
  'Project.ExpectedCustomerSpend': { CurrencyCode: 'USD', Frequency: 'Monthly', TargetCompany: 'AWS' },
};

/** Members of the life cycle that AWS sets: no form has fields for them. */
export const reviewMembers = [
  'LifeCycle.ReviewStatus',
  'LifeCycle.ReviewComments',
  'LifeCycle.ReviewStatusReason',
  'LifeCycle.NextStepsHistory',
];
