import { useQuery } from '@tanstack/react-query';
import { basePath } from './base-path.ts';
import { type Fault, fetchOk } from './fault.ts';
import { operatorHeaders } from './operator.ts';

/** A JSON schema as the operator's actions use it. */
export interface Schema {
  type?: string;
  description?: string;
  enum?: readonly string[];
  const?: unknown;
  anyOf?: readonly Schema[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  additionalProperties?: unknown;
  items?: Schema;
}

/** One member of what an action takes. */
export interface Member {
  name: string;
  place: 'path' | 'query' | 'body';
  isRequired: boolean;
  schema: Schema;
}

/** A route of the operator, as the OpenAPI document describes it. */
export interface Action {
  /** E.g. `clock.advance`: the method of the test handle, and the command. */
  name: string;
  method: string;
  path: string;
  summary: string;
  tag: string;
  /** The scope of tokens that may do it. */
  scope?: string;
  members: readonly Member[];
  answers?: Schema;
}

interface Operation {
  operationId: string;
  summary: string;
  tags?: string[];
  security?: { operatorToken?: string[] }[];
  parameters?: {
    name: string;
    in: 'path' | 'query';
    required?: boolean;
    description?: string;
    schema: Schema;
  }[];
  requestBody?: { content: { 'application/json'?: { schema: Schema } } };
  responses: { 200?: { content?: { 'application/json'?: { schema: Schema } } } };
}

interface Document {
  info: { title: string; version: string; description?: string };
  paths: Record<string, Record<string, Operation>>;
}

const actionOf = (path: string, method: string, operation: Operation): Action => {
  const { operationId, summary, tags, security, parameters = [], requestBody, responses } = operation;
  const body = requestBody?.content['application/json']?.schema;
  const scope = security?.find(({ operatorToken }) => operatorToken)?.operatorToken?.[0];
  const answers = responses[200]?.content?.['application/json']?.schema;
  return {
    name: operationId,
    method: method.toUpperCase(),
    path,
    summary,
    tag: tags?.[0] ?? 'server',
    ...(scope && { scope }),
    ...(answers && { answers }),
    members: [
      ...parameters.map(({ name, in: place, required = false, description, schema }) => ({
        name,
        place,
        isRequired: required,
        schema: { ...(description && { description }), ...schema },
      })),
      ...Object.entries(body?.properties ?? {}).map(([name, schema]) => ({
        name,
        place: 'body' as const,
        isRequired: body?.required?.includes(name) ?? false,
        schema,
      })),
    ],
  };
};

const readActions = async (signal: AbortSignal): Promise<readonly Action[]> => {
  const url = new URL(`${basePath}_cosell/openapi.json`, location.origin);
  const headers = await operatorHeaders(url, 'GET');
  const response = await fetchOk(new Request(url, { headers, signal }));
  const { paths } = (await response.json()) as Document;
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => actionOf(path, method, operation)),
  );
};

/** The operator's routes, from the server's own OpenAPI document. */
export const useActions = () =>
  useQuery<readonly Action[], Fault>({
    queryKey: ['open-api'],
    queryFn: ({ signal }) => readActions(signal),
    staleTime: Infinity,
  });

/** Runs an action with the values of its members. Returns its answer. Throws a `Fault`. */
export const runAction = async (
  { method, path, members }: Pick<Action, 'method' | 'path' | 'members'>,
  values: Readonly<Record<string, unknown>>,
): Promise<unknown> => {
  const given = members.filter(({ name }) => values[name] !== undefined);
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(values[name] ?? '')),
  );
  const url = new URL(`${basePath}${filled.slice(1)}`, location.origin);
  for (const { name, place } of given)
    if (place === 'query') url.searchParams.set(name, String(values[name]));
  const body = given.filter(({ place }) => place === 'body').map(({ name }) => [name, values[name]]);
  const hasBody = members.some(({ place }) => place === 'body');
  const response = await fetchOk(
    new Request(url, {
      method,
      headers: {
        ...(await operatorHeaders(url, method)),
        ...(hasBody && { 'content-type': 'application/json' }),
      },
      ...(hasBody && { body: JSON.stringify(Object.fromEntries(body)) }),
    }),
  );
  const text = await response.text();
  return text === '' ? {} : JSON.parse(text);
};
