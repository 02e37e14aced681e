import type { Input, Timestamp } from '../../model/contract.ts';
import type { EngagementContext } from '../../model/documents.ts';
import type { Fault } from '../../model/errors.ts';
import { datedLead } from './leads.ts';

/** The contexts of an engagement: AWS API reference, EngagementContextDetails. */

/** How many contexts an engagement can have. AWS API reference, CreateEngagement. */
export const CONTEXT_LIMIT = 5;

/** A context's payload is of the context's type. */
export const contextFaults = (contexts: EngagementContext[]): Fault[] =>
  contexts.flatMap((context, index) =>
    payloadFaults(context.Type, context.Payload, `Contexts[${index}].Payload`),
  );

/** A payload is of a type: it has the member that is called so. */
export const payloadFaults = (
  type: string | undefined,
  payload: object | undefined,
  field: string,
): Fault[] => {
  if (!payload)
    return [{ FieldName: field, Message: `${field} is required.`, Code: 'REQUIRED_FIELD_MISSING' }];
  if (type !== undefined && type in payload) return [];
  const message = `${field} has to be of the context's Type: give its member ${type}.`;
  return [{ FieldName: field, Message: message, Code: 'INVALID_VALUE' }];
};

/** Contexts are numbered within their engagement: 1, 2, … */
export const numberContexts = (contexts: EngagementContext[]): EngagementContext[] =>
  contexts.map((context, index) => ({ ...context, Id: String(index + 1) }));

/** A context as it is kept: the interactions of a lead are dated. */
export const datedContext = (context: EngagementContext, now: Timestamp): EngagementContext => {
  const lead = context.Payload?.Lead;
  return lead ? { ...context, Payload: { Lead: datedLead(lead, now) } } : context;
};

/** The number of an engagement's next context: no number is ever given twice. */
export const nextContextId = (contexts: EngagementContext[]): string =>
  String(Math.max(0, ...contexts.map((context) => Number(context.Id))) + 1);

/** Whether an engagement came from a lead, and nobody has made a project of it yet. */
export const lacksProject = (contexts: EngagementContext[]): boolean =>
  contexts.some(({ Type }) => Type === 'Lead') && !contexts.some(({ Type }) => Type === 'CustomerProject');

type Update = Input<'UpdateEngagementContext'>['Payload'];

/** The most interactions that a lead can have. AWS API reference, LeadContext. */
export const INTERACTION_LIMIT = 10;

/** Whether a lead has as many interactions as it can have, and an update gives one more. */
export const hasTooManyInteractions = (context: EngagementContext, { Lead }: Update): boolean =>
  Lead?.Interaction !== undefined && (context.Payload?.Lead?.Interactions.length ?? 0) >= INTERACTION_LIMIT;

/**
 * A context after an update: what is given replaces a project, or what prospecting found; a lead keeps its interactions and
 * gets the one that is given, in the order of their dates.
 */
export const updatedContext = (
  context: EngagementContext,
  given: Update,
  now: Timestamp,
): EngagementContext => {
  const current = context.Payload?.Lead;
  if (!given.Lead || !current) return { ...context, Payload: given as EngagementContext['Payload'] };
  const { Interaction, ...lead } = given.Lead;
  const Interactions = [...current.Interactions, ...(Interaction ? [Interaction] : [])];
  return datedContext({ ...context, Payload: { Lead: { ...current, ...lead, Interactions } } }, now);
};
