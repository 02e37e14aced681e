import type { Input, Timestamp } from '../../model/contract.ts';
import type { EngagementContext } from '../../model/documents.ts';
import type { Fault } from '../../model/errors.ts';
import { datedLead } from './leads.ts';

/** The contexts of an engagement: AWS API reference, EngagementContextDetails. */

/** Maximum per engagement. AWS API reference, CreateEngagement. */
export const CONTEXT_LIMIT = 5;

/** The faults of contexts whose payload does not match their type. */
export const contextFaults = (contexts: EngagementContext[]): Fault[] =>
  contexts.flatMap((context, index) =>
    payloadFaults(context.Type, context.Payload, `Contexts[${index}].Payload`),
  );

/** The faults of a payload, which must have the member that its type names. */
export const payloadFaults = (
  type: string | undefined,
  payload: object | undefined,
  field: string,
): Fault[] => {
  if (!payload)
    return [{ FieldName: field, Message: `${field} is required.`, Code: 'REQUIRED_FIELD_MISSING' }];
  if (type !== undefined && type in payload) return [];
  const message = `${field} must match the context's Type: set its member ${type}.`;
  return [{ FieldName: field, Message: message, Code: 'INVALID_VALUE' }];
};

/** Sets the ids of the contexts of a new engagement: 1, 2, … */
export const numberContexts = (contexts: EngagementContext[]): EngagementContext[] =>
  contexts.map((context, index) => ({ ...context, Id: String(index + 1) }));

/** A context as it is stored: the interactions of a lead are dated. */
export const datedContext = (context: EngagementContext, now: Timestamp): EngagementContext => {
  const lead = context.Payload?.Lead;
  return lead ? { ...context, Payload: { Lead: datedLead(lead, now) } } : context;
};

/** The id of an engagement's next context: one more than the highest. */
export const nextContextId = (contexts: EngagementContext[]): string =>
  String(Math.max(0, ...contexts.map((context) => Number(context.Id))) + 1);

/** Whether an engagement has a lead and no customer project yet. */
export const lacksProject = (contexts: EngagementContext[]): boolean =>
  contexts.some(({ Type }) => Type === 'Lead') && !contexts.some(({ Type }) => Type === 'CustomerProject');

type Update = Input<'UpdateEngagementContext'>['Payload'];

/** Maximum per lead. AWS API reference, LeadContext. */
export const INTERACTION_LIMIT = 10;

/** Whether an update adds an interaction to a lead that is at the limit. */
export const hasTooManyInteractions = (context: EngagementContext, { Lead }: Update): boolean =>
  Lead?.Interaction !== undefined && (context.Payload?.Lead?.Interactions.length ?? 0) >= INTERACTION_LIMIT;

/**
 * A context after an update. The given payload replaces a project or a prospecting result; a lead keeps its interactions
 * and gets the given one, sorted by date.
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
