import type { NormalizedSchema } from '@smithy/core/schema';
import type { MemberLimit } from '../../../kit/shape/limit.ts';
import { inputSchema, isOperationName } from '../../../model/contract.ts';
import { limits } from '../../../model/limits.ts';

/** A member of an operation's input. */
export interface FoundMember {
  /** The structure that has it, e.g. `LifeCycle`. */
  structure: string;
  name: string;
  limit: MemberLimit | undefined;
  /** What the request has there, one of each list element on the way; undefined members left out. */
  values: unknown[];
}

/**
 * Finds the member that a FieldName names, which is in lower camel case and without indexes: `project.expectedCustomerSpend.amount`.
 * Returns undefined if the operation has none.
 */
export const findMember = (operation: string, fieldName: string, input: unknown): FoundMember | undefined => {
  if (!isOperationName(operation)) return undefined;
  let schema: NormalizedSchema = inputSchema(operation);
  let values: unknown[] = [input];
  let found: FoundMember | undefined;
  for (const part of fieldName.replace(/\[\d+\]/g, '').split('.')) {
    schema = insideLists(schema);
    if (!schema.isStructSchema()) return undefined;
    const member = [...schema.structIterator()].find(([name]) => name.toLowerCase() === part.toLowerCase());
    if (!member) return undefined;
    const [name, itsSchema] = member;
    const structure = schema.getName() ?? operation;
    values = values.flatMap((value) => elementsOf(memberOf(value, name)));
    found = { structure, name, limit: limits[structure]?.[name], values };
    schema = itsSchema;
  }
  return found;
};

const insideLists = (schema: NormalizedSchema): NormalizedSchema =>
  schema.isListSchema() ? insideLists(schema.getValueSchema()) : schema;

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

const elementsOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** The names of the members of an operation's input that it does not know, and those that it has. */
export const unknownMembers = (operation: string, input: unknown): { name: string; known: string[] }[] => {
  if (!isOperationName(operation)) return [];
  const unknown: { name: string; known: string[] }[] = [];
  const visit = (schema: NormalizedSchema, value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      if (schema.isListSchema()) for (const element of value) visit(schema.getValueSchema(), element);
      return;
    }
    if (!schema.isStructSchema()) return;
    const members = new Map(schema.structIterator());
    for (const [name, inner] of Object.entries(value)) {
      const itsSchema = members.get(name);
      if (itsSchema) visit(itsSchema, inner);
      else unknown.push({ name, known: [...members.keys()] });
    }
  };
  visit(inputSchema(operation), input);
  return unknown;
};
