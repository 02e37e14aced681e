import { randomUUID } from 'node:crypto';
import type { Catalog, Input, OperationName, Timestamp } from '../model/contract.ts';
import { decodeInput } from '../model/decode.ts';
import type { OpportunityDocument } from '../model/documents.ts';
import { businessValidationFailed, type Fault, requestValidationFailed } from '../model/errors.ts';
import type { Lead } from '../rules/engagements/leads.ts';
import { closeDateIsAhead, opportunityFaults } from '../rules/opportunities/faults.ts';
import { newOpportunity } from '../rules/opportunities/new-opportunity.ts';

/**
 * Validation of what AWS refers, by the limits and rules of the operation that would create it. Both functions throw
 * ValidationException with all faults, and SerializationException for a member of the wrong type.
 */

/** Validates an opportunity in the form of CreateOpportunity's input, without Catalog, ClientToken and Origin. */
export const readOpportunity = (given: object, catalog: Catalog, now: Timestamp): OpportunityDocument => {
  const body = { ...given, Catalog: catalog, ClientToken: randomUUID(), Origin: 'AWS Referral' };
  const input = decodeWithin('CreateOpportunity', body, (path) => `opportunity.${path}`);
  const { document, faults: spendFaults } = newOpportunity(input);
  const faults = [...spendFaults, ...opportunityFaults(document, now), ...closeDateIsAhead(document, now)];
  if (faults.length > 0) {
    throw businessValidationFailed(faults.map((fault) => renamed(fault, (path) => `opportunity.${path}`)));
  }
  return document;
};

const LEAD = 'Contexts[0].Payload.Lead';

/** Validates a lead in the form of CreateEngagement's LeadContext. */
export const readLead = (given: object, catalog: Catalog): Lead => {
  const body = {
    Catalog: catalog,
    ClientToken: randomUUID(),
    Title: 'A lead',
    Description: 'A lead',
    Contexts: [{ Type: 'Lead', Payload: { Lead: given } }],
  };
  const input = decodeWithin('CreateEngagement', body, (path) => path.replace(LEAD, 'lead'));
  return input.Contexts?.[0]?.Payload?.Lead as Lead;
};

const decodeWithin = <N extends OperationName>(
  operation: N,
  body: object,
  rename: (path: string) => string,
): Input<N> => {
  const { input, faults } = decodeInput(operation, body);
  if (faults.length > 0) throw requestValidationFailed(faults.map((fault) => renamed(fault, rename)));
  return input;
};

/** Returns a fault with the path that the operator uses. */
const renamed = (fault: Fault, rename: (path: string) => string): Fault => {
  const { FieldName: path = '', Message } = fault;
  const FieldName = rename(path);
  return {
    ...fault,
    FieldName,
    Message: Message.startsWith(path) ? FieldName + Message.slice(path.length) : Message,
  };
};
