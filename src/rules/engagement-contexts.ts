import type { EngagementContext } from '../model/documents.ts';
import type { Fault } from '../model/errors.ts';

/** The contexts of an engagement: AWS API reference, EngagementContextDetails. */

/** A context's payload is of the context's type. */
export const contextFaults = (contexts: EngagementContext[]): Fault[] =>
  contexts.flatMap((context, index): Fault[] => {
    const field = `Contexts[${index}].Payload`;
    if (!context.Payload) {
      return [{ FieldName: field, Message: `${field} is required.`, Code: 'REQUIRED_FIELD_MISSING' }];
    }
    if (context.Type && context.Type in context.Payload) return [];
    const message = `${field} has to be of the context's Type: give its member ${context.Type}.`;
    return [{ FieldName: field, Message: message, Code: 'INVALID_VALUE' }];
  });

/** Contexts are numbered within their engagement: 1, 2, … */
export const numberContexts = (contexts: EngagementContext[]): EngagementContext[] =>
  contexts.map((context, index) => ({ ...context, Id: String(index + 1) }));
