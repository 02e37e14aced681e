import type { Input } from '../model/contract.ts';
import type { EngagementContext } from '../model/documents.ts';
import type { Fault } from '../model/errors.ts';

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

/** The number of an engagement's next context: no number is ever given twice. */
export const nextContextId = (contexts: EngagementContext[]): string =>
  String(Math.max(0, ...contexts.map((context) => Number(context.Id))) + 1);

type Update = Input<'UpdateEngagementContext'>['Payload'];

/** The most interactions that a lead keeps. AWS API reference, LeadContext. */
const INTERACTION_LIMIT = 10;

/** A context after an update: a project is replaced; a lead keeps its interactions and gets the one that is given. */
export const updatedContext = (
  context: EngagementContext,
  { CustomerProject, Lead }: Update,
): EngagementContext => {
  if (CustomerProject) return { ...context, Payload: { CustomerProject } };
  const current = context.Payload?.Lead;
  if (!Lead || !current) return context;
  const { Interaction, ...given } = Lead;
  const interactions = [...(Interaction ? [Interaction] : []), ...current.Interactions];
  return {
    ...context,
    Payload: { Lead: { ...current, ...given, Interactions: interactions.slice(0, INTERACTION_LIMIT) } },
  };
};
