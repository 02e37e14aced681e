import { ANSWER, pythonTypes } from './python-types.ts';
import { oneLine, pascal, safe, snake } from './python-words.ts';

/** JSON Schema, as far as the operator's OpenAPI document uses it. */
export interface Schema {
  type?: string;
  description?: string;
  enum?: readonly (string | number)[];
  const?: string | number | boolean;
  required?: readonly string[];
  properties?: Readonly<Record<string, Schema>>;
  additionalProperties?: boolean | Schema;
  patternProperties?: Readonly<Record<string, Schema>>;
  items?: Schema;
  anyOf?: readonly Schema[];
}

interface Parameter {
  name: string;
  in: string;
  required: boolean;
  description?: string;
  schema: Schema;
}

interface Operation {
  operationId: string;
  summary: string;
  parameters?: readonly Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content: Record<string, { schema: Schema }> }>;
}

export interface OperatorApi {
  paths: Record<string, Record<string, Operation>>;
}

interface Method {
  path: string;
  verb: string;
  operation: Operation;
}

/** The module python/src/cosell/operator.py: the operator's API as methods, with the types of what they take and return. */
export const pythonClient = ({ paths }: OperatorApi): string => {
  const methods = Object.entries(paths)
    .flatMap(([path, verbs]) =>
      Object.entries(verbs).map(([verb, operation]): Method => ({ path, verb, operation })),
    )
    .filter(({ operation }) => !isStream(operation))
    .sort((one, other) => (one.operation.operationId < other.operation.operationId ? -1 : 1));
  const types = pythonTypes();
  const groups = [...new Set(methods.flatMap(({ operation }) => groupOf(operation) ?? []))];
  const classes = groups.map((group) => {
    const own = methods.filter(({ operation }) => groupOf(operation) === group);
    const head = `class ${pascal(group)}:\n    """Actions on ${words(group)}."""\n\n    def __init__(self, send: Send) -> None:\n        self._send = send\n`;
    return `${head}\n${own.map((method) => methodText(method, types)).join('\n')}`;
  });
  const attributes = groups.map((group) => `        self.${snake(group)} = ${pascal(group)}(send)`);
  const top = methods
    .filter(({ operation }) => groupOf(operation) === undefined)
    .map((method) => methodText(method, types));
  return `${HEAD}
${types.text()}

${classes.join('\n\n')}

class Operator:
    """The operator's API: what has no counterpart at AWS."""

    def __init__(self, send: Send) -> None:
        self._send = send
${attributes.join('\n')}

${top.join('\n')}`;
};

const HEAD = `"""Made by \`npm run docs\` of cosell from its OpenAPI document. Not to be edited."""

# ruff: noqa
from typing import Any, List, Literal, NotRequired, Protocol, TypedDict, cast
from urllib.parse import quote


def quoted(text: str) -> str:
    """Encodes a parameter of a path."""
    return quote(text, safe="")


class Send(Protocol):
    """Calls the server and returns the decoded JSON of its response."""

    def __call__(
        self,
        method: str,
        path: str,
        *,
        query: dict[str, Any] | None = None,
        body: dict[str, Any] | None = None,
    ) -> Any: ...

`;

/** Streams have no end; tests poll. */
const isStream = ({ responses }: Operation): boolean =>
  responses['200']?.content['text/event-stream'] !== undefined;

const groupOf = ({ operationId }: Operation): string | undefined =>
  operationId.includes('.') ? operationId.split('.')[0] : undefined;

const nameOf = ({ operationId }: Operation): string => snake(operationId.split('.').at(-1) ?? '');

const words = (name: string): string => snake(name).replace(/_/g, ' ');

interface Argument {
  name: string;
  schema: Schema;
  isRequired: boolean;
  place: string;
  description: string | undefined;
}

const argumentsOf = ({ parameters = [], requestBody }: Operation): Argument[] => {
  const body = requestBody?.content['application/json']?.schema;
  const inBody = Object.entries(body?.properties ?? {}).map(([name, schema]) => ({
    ...{ name, schema, place: 'body', description: schema.description },
    isRequired: body?.required?.includes(name) === true,
  }));
  const outside = parameters.map(({ name, schema, required, description, in: place }) => ({
    ...{ name, schema, place, isRequired: required, description: description ?? schema.description },
  }));
  const all = [...outside, ...inBody];
  return [...all.filter(({ isRequired }) => isRequired), ...all.filter(({ isRequired }) => !isRequired)];
};

const methodText = ({ path, verb, operation }: Method, types: ReturnType<typeof pythonTypes>): string => {
  const taken = argumentsOf(operation);
  const prefix = pascal(operation.operationId);
  const answer = operation.responses['200']?.content['application/json']?.schema;
  const result = answer === undefined ? 'str' : types.typeOf(answer, prefix + ANSWER);
  const declared = taken.map(({ name, schema, isRequired }) => {
    const type = types.typeOf(schema, prefix + pascal(name));
    return `        ${safe(name)}: ${isRequired ? type : `${type} | None = None`},`;
  });
  const signature =
    declared.length === 0 ? '(self)' : `(\n        self,\n        *,\n${declared.join('\n')}\n    )`;
  const described = taken.flatMap(({ name, description }) =>
    description === undefined ? [] : [`        ${safe(name)}: ${oneLine(description)}`],
  );
  const doc =
    described.length === 0
      ? `        """${oneLine(operation.summary)}"""`
      : `        """${oneLine(operation.summary)}\n\n${described.join('\n')}\n        """`;
  const members = (place: string): string =>
    taken
      .filter((argument) => argument.place === place)
      .map(({ name }) => `"${name}": ${safe(name)}`)
      .join(', ');
  const hasBody = operation.requestBody !== undefined;
  const parts = [
    `"${verb.toUpperCase()}"`,
    placeText(path, taken),
    ...(members('query') === '' ? [] : [`query={${members('query')}}`]),
    ...(hasBody ? [`body={${members('body')}}`] : []),
  ];
  const call = `self._send(${parts.join(', ')})`;
  return `    def ${safe(nameOf(operation))}${signature} -> "${result}":\n${doc}\n        return cast("${result}", ${call})\n`;
};

/** The path, with its parameters encoded by the transport. */
const placeText = (path: string, taken: readonly Argument[]): string => {
  if (!taken.some(({ place }) => place === 'path')) return `"${path}"`;
  return `f"${path.replace(/\{(\w+)\}/g, (_, name) => `{quoted(${safe(name)})}`)}"`;
};
