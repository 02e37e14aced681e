import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { words } from '../../words.ts';
import { Day } from '../time.tsx';
import { WebLink } from '../web-link.tsx';
import type { CustomerProject, ProspectingResult } from './contexts.ts';

const text = words.contexts;
const orNone = (value: string | null | undefined) => value || words.none;

/** What the customer's project is about. */
export const ProjectView = ({ project: { Customer, Project } }: { project: CustomerProject }) => (
  <KeyValuePairs
    columns={3}
    items={[
      { label: text.projectTitle, value: orNone(Project?.Title) },
      { label: text.company, value: orNone(Customer?.CompanyName) },
      { label: text.industry, value: orNone(Customer?.Industry) },
      { label: text.website, value: <WebLink to={Customer?.WebsiteUrl} /> },
      { label: text.country, value: orNone(Customer?.CountryCode) },
      { label: text.completion, value: <Day date={Project?.TargetCompletionDate} /> },
      { label: text.problem, value: orNone(Project?.BusinessProblem) },
    ]}
  />
);

/** What AWS knows of a lead's customer. */
export const ProspectingView = ({ result: { Aws } }: { result: ProspectingResult }) => (
  <KeyValuePairs
    columns={3}
    items={[
      { label: text.company, value: orNone(Aws?.Customer?.AccountName) },
      { label: text.country, value: orNone(Aws?.Customer?.Country) },
      { label: text.industry, value: orNone(Aws?.Customer?.Industry) },
      { label: text.segment, value: orNone(Aws?.Customer?.Segment) },
      { label: text.marketplaceScore, value: orNone(Aws?.Insights?.MarketplaceEngagementScore) },
      { label: text.solutionScore, value: orNone(Aws?.Insights?.SolutionScore) },
      { label: text.programs, value: (Aws?.Customer?.EligiblePrograms ?? []).join(', ') || words.none },
      { label: text.prospectedBy, value: orNone(Aws?.TaskName) },
    ]}
  />
);
