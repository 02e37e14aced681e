import type { NormalizedSchema } from '@smithy/core/schema';
import type { JsonSchema } from '../kit/action/json-schema.ts';
import type { MemberLimit } from '../kit/shape/limit.ts';
import { inputSchema, type OperationName } from './contract.ts';
import { alsoRequired, limits, nullable } from './limits.ts';

/**
 * Returns the input of an operation as JSON Schema (draft 2020-12), from the contract and the limits by which requests are checked.
 * It allows what the decoder allows: a ClientToken is not required, because whoever calls makes one up, as SDKs do, and unknown
 * members are ignored, as AWS does.
 */
export const operationJsonSchema = (operation: OperationName): JsonSchema =>
  structure(inputSchema(operation));

const TOKEN =
  'Made up if it is absent, as SDKs do. The same token again is the same call, and not another one.';

const structure = (schema: NormalizedSchema): JsonSchema => {
  const name = schema.getName() ?? '';
  // Index 6 of the schema is the number of leading required members: @smithy/types StaticStructureSchema.
  const leading = Number((schema.getSchema() as readonly unknown[])[6] ?? 0);
  const required: string[] = [];
  const properties: Record<string, JsonSchema> = {};
  for (const [index, [member, part]] of [...schema.structIterator()].entries()) {
    const isToken = part.isIdempotencyToken();
    if (!isToken && (index < leading || alsoRequired[name]?.includes(member))) required.push(member);
    const value = withLimit(part, limits[name]?.[member]);
    properties[member] = nullable[name]?.includes(member)
      ? { anyOf: [value, { type: 'null' }], description: 'Null removes it; omitted, it stays.' }
      : { ...value, ...(isToken && { description: TOKEN }) };
  }
  return {
    type: 'object',
    properties,
    ...(required.length > 0 && { required }),
    ...(schema.isUnionSchema() && { minProperties: 1, maxProperties: 1 }),
  };
};

const withLimit = (schema: NormalizedSchema, limit: MemberLimit | undefined): JsonSchema => {
  if (schema.isStructSchema()) return structure(schema);
  if (schema.isListSchema()) {
    const { min = 0, max, element } = limit?.kind === 'items' ? limit : {};
    return {
      type: 'array',
      items: withLimit(schema.getValueSchema(), element),
      ...(min > 0 && { minItems: min }),
      ...finite('maxItems', max),
    };
  }
  if (schema.isTimestampSchema()) return { type: 'string', format: 'date-time' };
  if (schema.isBooleanSchema()) return { type: 'boolean' };
  if (schema.isNumericSchema()) return { type: 'integer', ...(limit && bounds(limit)) };
  return { type: 'string', ...(limit && bounds(limit)) };
};

const bounds = (limit: MemberLimit): JsonSchema => {
  switch (limit.kind) {
    case 'chars':
      return { ...(limit.min > 0 && { minLength: limit.min }), maxLength: limit.max };
    case 'pattern':
      return {
        pattern: `^(?:${limit.source})$`,
        ...(limit.min > 0 && { minLength: limit.min }),
        ...finite('maxLength', limit.max),
      };
    case 'oneOf':
      // The values hold only beside a certain value of another member, which the description says.
      if (limit.where) {
        const { member, is } = limit.where;
        return { description: `If ${member} is ${is}, one of: ${[...limit.values].join('; ')}.` };
      }
      return { enum: [...limit.values] };
    case 'whole':
      return {
        pattern: '^(0|[1-9][0-9]*)$',
        description: `A whole number from ${limit.min} to ${limit.max}, as text.`,
      };
    case 'range':
      return { minimum: limit.min, ...finite('maximum', limit.max) };
    default:
      return {};
  }
};

const finite = (keyword: string, max: number | undefined): JsonSchema =>
  max !== undefined && Number.isFinite(max) ? { [keyword]: max } : {};
