import type { Output } from '../../api/selling.ts';
import type { Wire } from '../../api/wire.ts';

type Engagement = Output<'GetEngagement'>;
export type Context = NonNullable<Engagement['Contexts']>[number];
type Payload = NonNullable<Context['Payload']>;
export type Lead = NonNullable<Wire<Payload['Lead']>>;
export type CustomerProject = NonNullable<Wire<Payload['CustomerProject']>>;
export type ProspectingResult = NonNullable<Wire<Payload['ProspectingResult']>>;
export type Interaction = NonNullable<Lead['Interactions']>[number];

/** Maximum per engagement, and of interactions per lead. AWS docs: API_CreateEngagement, API_LeadContext. */
export const CONTEXT_LIMIT = 5;
export const INTERACTION_LIMIT = 10;

/** The suggested states of a lead; the API takes any text. AWS docs: API_LeadContext. */
export const QUALIFICATIONS = ['Unqualified', 'Qualified', 'Disqualified'] as const;

/** A disqualified lead cannot become an opportunity. AWS docs: StartOpportunityFromEngagementTask. */
export const isDisqualified = (lead: Lead): boolean =>
  lead.QualificationStatus?.toLowerCase() === 'disqualified';
