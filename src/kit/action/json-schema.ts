/** The parts of JSON Schema that are used here. */
export interface JsonSchema {
  type?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  description?: string;
  additionalProperties?: JsonSchema | boolean;
  patternProperties?: Record<string, JsonSchema>;
  [keyword: string]: unknown;
}

const strict = new WeakMap<object, JsonSchema>();

/** Returns a schema as plain JSON whose objects allow no other members than those it names. */
export const strictSchema = (schema: object): JsonSchema => {
  const known = strict.get(schema);
  if (known) return known;
  const made = closed(JSON.parse(JSON.stringify(schema)));
  strict.set(schema, made);
  return made;
};

const closed = (schema: JsonSchema): JsonSchema => {
  const { properties, items, anyOf, additionalProperties, patternProperties } = schema;
  const isClosed = additionalProperties === undefined && patternProperties === undefined;
  return {
    ...schema,
    ...(properties && {
      properties: mapValues(properties, closed),
      ...(isClosed && { additionalProperties: false }),
    }),
    ...(items && { items: closed(items) }),
    ...(anyOf && { anyOf: anyOf.map(closed) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: closed(additionalProperties) }),
    ...(patternProperties && { patternProperties: mapValues(patternProperties, closed) }),
  };
};

const mapValues = <T>(record: Record<string, T>, change: (value: T) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
