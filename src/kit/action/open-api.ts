import { type Action, scopeOf } from './action.ts';
import { type JsonSchema, strictSchema } from './json-schema.ts';

export type Document = Record<string, unknown>;

const ERROR = { $ref: '#/components/schemas/Error' };
const TOKEN = [{ operatorToken: [] }];

/** The parts of a document that do not come from actions. */
export interface ApiDescription {
  title: string;
  version: string;
  description: string;
  license: { name: string; identifier: string };
  /** Describes the bearer token that callers have to send if the server requires one. */
  token: string;
  /** Describes the signature with which accounts read what is their own. */
  signature: string;
  /** Returns the paths that are not actions. Takes the responses of errors and the security of paths that need the token. */
  fixedPaths(errors: Document, token: object[]): Record<string, Document>;
}

/** Returns the OpenAPI 3.1 document of a server, generated from the actions. */
export const openApiOf = <Context>(
  actions: Iterable<Action<Context>>,
  { token, signature, fixedPaths, ...info }: ApiDescription,
): Document => {
  const paths: Record<string, Document> = fixedPaths(errors('400', '401', '403'), TOKEN);
  for (const action of actions) {
    const others = paths[action.path] ?? {};
    paths[action.path] = { ...others, [action.method.toLowerCase()]: operationOf(action) };
  }
  return {
    openapi: '3.1.0',
    info,
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Error: errorSchema },
      securitySchemes: {
        operatorToken: { type: 'http', scheme: 'bearer', description: token },
        signature: { type: 'apiKey', in: 'header', name: 'Authorization', description: signature },
      },
    },
  };
};

const operationOf = <Context>(action: Action<Context>): Document => {
  const { properties = {}, required = [] } = strictSchema(action.takes);
  const inPath = [...action.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const others = Object.keys(properties).filter((name) => !inPath.includes(name));
  const hasBody = action.method === 'POST' || action.method === 'PUT';
  const parameter = (name: string, place: 'path' | 'query'): Document => {
    const { description, ...schema } = properties[name] ?? {};
    return {
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      ...(description && { description }),
      schema,
    };
  };
  const parameters = [
    ...inPath.map((name) => parameter(name, 'path')),
    ...(hasBody ? [] : others.map((name) => parameter(name, 'query'))),
  ];
  return {
    operationId: action.name,
    summary: action.summary,
    tags: [action.name.split('.')[0]],
    // The empty alternative: a server without a token requires none. The scope is what OpenAPI calls a role.
    security: [
      {},
      { operatorToken: [scopeOf(action)] },
      ...(action.own === undefined ? [] : [{ signature: [action.own] }]),
    ],
    ...(parameters.length > 0 && { parameters }),
    ...(hasBody && { requestBody: bodyOf(strictSchema(action.takes), others) }),
    responses: {
      '200': {
        description: 'The result.',
        content: { 'application/json': { schema: strictSchema(action.answers) } },
      },
      ...errors('400', '401', '403', '404', ...(hasBody ? ['413'] : [])),
    },
  };
};

/** Returns the schema of the members of an input that are in the body. */
const bodyOf = (takes: JsonSchema, members: string[]): Document => {
  const required = (takes.required ?? []).filter((name) => members.includes(name));
  const properties = Object.fromEntries(members.map((name) => [name, takes.properties?.[name]]));
  const schema = { ...takes, properties, required };
  return { required: required.length > 0, content: { 'application/json': { schema } } };
};

const meanings: Readonly<Record<string, string>> = {
  '400': 'The request is not valid, see ErrorList, or it conflicts with the current state.',
  '401': 'The operator token is missing or wrong.',
  '403': 'The caller is not allowed to do this.',
  '404': 'There is nothing at this path.',
  '413': 'The body is too large.',
};

const errors = (...statuses: string[]): Document =>
  Object.fromEntries(
    [...statuses, 'default'].map((status) => [
      status,
      {
        description: meanings[status] ?? 'Something else went wrong.',
        content: { 'application/x-amz-json-1.0': { schema: ERROR } },
      },
    ]),
  );

const errorSchema = {
  type: 'object',
  required: ['__type', 'Message'],
  properties: {
    __type: { type: 'string', description: 'The name of the error, e.g. ValidationException.' },
    Message: { type: 'string', description: 'What happened, and what to do.' },
    Reason: { type: 'string' },
    ErrorList: {
      type: 'array',
      description: 'Every fault of the request.',
      items: {
        type: 'object',
        required: ['Message', 'Code'],
        properties: {
          FieldName: { type: 'string', description: 'Which member, e.g. contacts[0].email.' },
          Message: { type: 'string' },
          Code: { type: 'string' },
        },
      },
    },
  },
};
