import { CountryCode, Industry } from '@aws-sdk/client-partnercentral-selling';
import { words } from '../../words.ts';
import type { Field } from '../field-list.tsx';
import { QUALIFICATIONS } from './contexts.ts';

const text = words.contexts;
const industries = Object.values(Industry);
const countries = Object.values(CountryCode);

const under = (base: string, fields: readonly Field[]): readonly Field[] =>
  fields.map((field) => ({ ...field, path: `${base}.${field.path}` }));

/** The customer of a lead. AWS docs: API_LeadCustomer; most is free text, but an opportunity takes values of a list only. */
export const leadCustomerFields: readonly Field[] = under('Payload.Lead.Customer', [
  { path: 'CompanyName', label: text.company, isRequired: true },
  {
    path: 'Industry',
    label: text.industry,
    kind: 'suggest',
    options: industries,
    hint: text.fromTheList,
  },
  { path: 'WebsiteUrl', label: text.website },
  {
    path: 'Address.CountryCode',
    label: text.country,
    kind: 'suggest',
    options: countries,
    hint: text.fromTheList,
  },
  { path: 'Address.City', label: text.city },
  { path: 'Address.StateOrRegion', label: text.state },
  { path: 'Address.PostalCode', label: text.postalCode },
  { path: 'MarketSegment', label: text.segment },
  { path: 'AwsMaturity', label: text.maturity },
]);

export const qualificationField: Field = {
  path: 'Payload.Lead.QualificationStatus',
  label: text.qualification,
  kind: 'suggest',
  options: QUALIFICATIONS,
  isRequired: true,
  hint: text.qualificationHint,
};

/** An interaction with a lead. AWS docs: API_LeadInteraction. `member` is Interaction in an update, Interactions in a new lead. */
export const interactionFields = (member: 'Interaction' | 'Interactions'): readonly Field[] =>
  under(`Payload.Lead.${member}`, [
    { path: 'Contact.FirstName', label: text.firstName, isRequired: true },
    { path: 'Contact.LastName', label: text.lastName, isRequired: true },
    { path: 'Contact.BusinessTitle', label: text.businessTitle, isRequired: true },
    { path: 'Contact.Email', label: text.email, isRequired: true },
    { path: 'Contact.Phone', label: text.phone },
    { path: 'CustomerAction', label: text.customerAction, hint: text.customerActionHint },
    { path: 'Usecase', label: text.usecase },
    { path: 'BusinessProblem', label: text.problem, kind: 'area', hint: text.problemHint },
    { path: 'SourceType', label: text.sourceType, hint: text.sourceTypeHint },
    { path: 'SourceName', label: text.sourceName },
    { path: 'SourceId', label: text.sourceId },
  ]);

/** A customer's project. AWS docs: API_EngagementCustomer, API_EngagementCustomerProjectDetails. */
export const projectFields: readonly Field[] = under('Payload.CustomerProject', [
  { path: 'Project.Title', label: text.projectTitle, isRequired: true },
  {
    path: 'Project.BusinessProblem',
    label: text.problem,
    kind: 'area',
    isRequired: true,
    hint: text.problemLength,
  },
  { path: 'Project.TargetCompletionDate', label: text.completion, kind: 'date', isRequired: true },
  { path: 'Customer.CompanyName', label: text.company, isRequired: true },
  {
    path: 'Customer.Industry',
    label: text.industry,
    kind: 'select',
    options: industries,
    isRequired: true,
  },
  { path: 'Customer.WebsiteUrl', label: text.website, isRequired: true },
  {
    path: 'Customer.CountryCode',
    label: text.country,
    kind: 'select',
    options: countries,
    isRequired: true,
  },
]);
