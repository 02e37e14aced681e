import { writeFile } from 'node:fs/promises';
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { openApi } from '../../src/server/operator-router.ts';

type Schema = Record<string, unknown>;
interface Operation {
  parameters?: { name: string; in: string; required?: boolean; schema: Schema; description?: string }[];
  requestBody?: { required?: boolean; content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

const object = (properties: Record<string, unknown>, required = Object.keys(properties)): Schema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

/** Types need no limits; a list with limits would become a tuple. */
const LIMITS = [
  'pattern',
  'minItems',
  'maxItems',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'title',
  'default',
];

const withoutLimits = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutLimits);
  if (typeof value !== 'object' || value === null) return value;
  const isSchema = 'type' in value || 'anyOf' in value || 'enum' in value || 'const' in value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !isSchema || !LIMITS.includes(name))
      .map(([name, member]) => [name, withoutLimits(member)]),
  );
};

/** The type that openapi-fetch expects of an operation, as a JSON schema. */
const operationSchema = ({ parameters = [], requestBody, responses }: Operation): Schema => {
  const placed = (place: string) => {
    const those = parameters.filter((parameter) => parameter.in === place);
    return object(
      Object.fromEntries(those.map(({ name, schema, description }) => [name, { description, ...schema }])),
      those.filter(({ required }) => required).map(({ name }) => name),
    );
  };
  const places = ['query', 'path'].filter((place) => parameters.some((parameter) => parameter.in === place));
  const members: Record<string, unknown> = {
    parameters: object(
      Object.fromEntries(places.map((place) => [place, placed(place)])),
      places.filter((place) => parameters.some((parameter) => parameter.in === place && parameter.required)),
    ),
    responses: object(
      Object.fromEntries(
        Object.entries(responses)
          .filter(([status]) => status.startsWith('2'))
          .map(([status, { content = {} }]) => [
            status,
            object({
              content: object(
                Object.fromEntries(Object.entries(content).map(([type, { schema }]) => [type, schema])),
              ),
            }),
          ]),
      ),
    ),
  };
  if (!requestBody) return object(members);
  const content = Object.fromEntries(
    Object.entries(requestBody.content).map(([type, { schema }]) => [type, schema]),
  );
  return object(
    { ...members, requestBody: object({ content: object(content) }) },
    requestBody.required ? [...Object.keys(members), 'requestBody'] : Object.keys(members),
  );
};

/** Returns the module `console/api/operator-paths.ts`: the operator's API as openapi-fetch wants it, from its OpenAPI document. */
export const operatorPaths = async (): Promise<string> => {
  const document = (await openApi()) as {
    paths: Record<string, Record<string, Operation>>;
    components: Schema;
  };
  const paths = object(
    Object.fromEntries(
      Object.entries(document.paths).map(([path, operations]) => [
        path,
        object(
          Object.fromEntries(
            Object.entries(operations).map(([method, operation]) => [method, operationSchema(operation)]),
          ),
        ),
      ]),
    ),
  );
  const schema = withoutLimits({ ...paths, title: undefined, components: document.components });
  const types = await compile(schema as JSONSchema, 'Paths', {
    additionalProperties: false,
    bannerComment: '// Made by `npm run docs` from the OpenAPI document of the operator’s API.',
    style: { singleQuote: true, printWidth: 110 },
  });
  // openapi-fetch knows statuses as numbers.
  return types.replaceAll(/'(\d{3})': \{/g, '$1: {');
};

/** Writes the module. */
export const writeOperatorPaths = async (): Promise<void> =>
  writeFile(new URL('../api/operator-paths.ts', import.meta.url), await operatorPaths());
