import type { InputFault } from './check.ts';
import { type JsonSchema, strictSchema } from './json-schema.ts';
import type { Match } from './match.ts';

/** The query and body of a request. */
export interface Given {
  query: URLSearchParams;
  /** The parsed JSON body; ignored for GET and DELETE. */
  body: unknown;
}

/**
 * Assembles the input of an action from the path, and from the query (GET, DELETE) or the body (POST, PUT). Converts text
 * of path and query to the type in the schema; text that cannot be converted stays text, which `perform` then refuses.
 * Throws the error that `refuse` makes of the faults if the body contradicts the path or is not an object.
 */
export const readInput = <Context>(
  { action, parameters }: Match<Context>,
  { query, body }: Given,
  refuse: (faults: InputFault[]) => Error,
): Record<string, unknown> => {
  const { properties = {} } = strictSchema(action.takes);
  const fromPath = mapEntries(parameters, (name, text) => coerce(properties[name], [text]));
  if (action.method === 'GET' || action.method === 'DELETE') {
    const names = [...new Set(query.keys())];
    const fromQuery = names.map((name) => [name, coerce(properties[name], query.getAll(name))]);
    return { ...Object.fromEntries(fromQuery), ...fromPath };
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw refuse([{ Message: 'The request body has to be a JSON object.', Code: 'INVALID_VALUE' }]);
  }
  const contradicted = Object.entries(fromPath).filter(
    ([name, value]) => name in body && (body as Record<string, unknown>)[name] !== value,
  );
  if (contradicted.length > 0) {
    throw refuse(
      contradicted.map(([name]) => ({
        FieldName: name,
        Message: `${name} contradicts the path. Omit it from the body.`,
        Code: 'INVALID_VALUE' as const,
      })),
    );
  }
  return { ...body, ...fromPath };
};

/** Converts text, of a request or a command line, to the type that a schema asks for. */
export const coerce = (schema: JsonSchema | undefined, texts: readonly string[]): unknown => {
  const text = texts.at(-1) ?? '';
  if (!schema) return text;
  if (schema.type === 'array') return coerceList(schema, texts);
  // A repeated parameter is a list, so it stays one and is refused.
  if (texts.length > 1) return texts;
  return coerceOne(schema, text);
};

/** A list is given as JSON, as comma-separated values, or as a repeated parameter. */
const coerceList = (schema: JsonSchema, texts: readonly string[]): unknown => {
  const [first = ''] = texts;
  if (texts.length === 1 && first.startsWith('[')) return parseObject(first);
  const values = texts.flatMap((text) => (text.startsWith('{') ? [text] : text.split(',')));
  return values.map((value) => coerce(schema.items, [value]));
};

const coerceOne = (schema: JsonSchema, text: string): unknown => {
  const { type, anyOf } = schema;
  if (anyOf) return coerceChoice(anyOf, text);
  if ((type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  if (type === 'null' && text === 'null') return null;
  if (type === 'object' || type === undefined) return parseObject(text);
  return text;
};

/** Keeps the text if an alternative is a text; otherwise uses the first alternative that converts it. */
const coerceChoice = (choices: JsonSchema[], text: string): unknown => {
  if (choices.some(({ type, const: value }) => (value === undefined ? type === 'string' : value === text))) {
    return text;
  }
  const [made = text] = choices
    .map((choice) => coerceOne(choice, text))
    .filter((value) => typeof value !== 'string');
  return made;
};

const parseObject = (text: string): unknown => {
  if (!/^\s*[{[]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const mapEntries = <T, U>(
  record: Record<string, T>,
  change: (name: string, value: T) => U,
): Record<string, U> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(name, value)]));
