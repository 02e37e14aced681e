import Type, { type Static } from 'typebox';
import { strictSchema } from '../../kit/action/json-schema.ts';
import { LARGEST_DELIVERIES, LARGEST_JOURNAL } from '../../model/journal-size.ts';
import {
  MaxSessionSeconds,
  Path,
  PolicyArn,
  PolicyName,
  RoleName,
  UserName,
} from '../../operator/iam-schemas.ts';
import { Classes } from '../../operator/quota-schema.ts';
import { AccountId } from '../../operator/schemas.ts';

/**
 * The one definition of a `--config` file: it checks files, and `npm run docs` writes docs/reference/config.schema.json from it for editors.
 * What it cannot say is checked in check-config.ts.
 */

const text = (maxLength: number, description: string) =>
  Type.String({ minLength: 1, maxLength, description });

/** A secret, or where each server reads it. */
const Secret = Type.Union(
  [
    Type.String({ minLength: 1, maxLength: 4096 }),
    Type.Object({
      env: Type.String({
        pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
        description: 'The name of an environment variable.',
      }),
    }),
    Type.Object({ file: text(4096, 'The path of a file.') }),
  ],
  {
    description:
      'a secret; or where it is: {env: NAME} for an environment variable, {file: /run/secrets/x} for a file',
  },
);

const Credential = Type.Object({
  accessKeyId: Type.String({
    pattern: '^[\\w-]{1,128}$',
    description: 'letters, digits, underscores and hyphens, up to 128',
  }),
  secretAccessKey: Secret,
});
const credentials = (description: string) =>
  Type.Optional(Type.Array(Credential, { maxItems: 100, description }));

const Document = Type.Unsafe<string | object>({
  anyOf: [{ type: 'object' }, { type: 'string', minLength: 1, maxLength: 131_072 }],
  description: 'an IAM policy document, or its JSON as text',
});

const Account = Type.Object({
  id: AccountId,
  companyName: text(120, 'The name that other partners see.'),
  websiteUrl: Type.Optional(Type.String({ maxLength: 255 })),
  opportunityOwner: Type.Optional(
    Type.Object(
      { email: text(80, 'An address.'), firstName: text(80, 'A name.'), lastName: text(80, 'A name.') },
      { description: "The account's alliance lead. Default a made-up person." },
    ),
  ),
  credentials: credentials('The access keys of the root, which may do everything.'),
  solutions: Type.Optional(
    Type.Array(
      Type.Object({
        id: Type.String({ pattern: '^S-[0-9]{1,19}$', description: 'S- and up to 19 digits' }),
        name: text(255, 'The name of the solution.'),
        category: Type.Optional(Type.String({ minLength: 1, maxLength: 255, default: 'Software Product' })),
        catalog: Type.Optional(
          Type.Union([Type.Literal('AWS'), Type.Literal('Sandbox')], { default: 'AWS' }),
        ),
      }),
      { maxItems: 100 },
    ),
  ),
});

const permissions = {
  policies: Type.Optional(
    Type.Array(Type.Object({ name: PolicyName, document: Document }), {
      maxItems: 100,
      description: 'Inline policies.',
    }),
  ),
  policyArns: Type.Optional(
    Type.Array(PolicyArn, { maxItems: 10, description: 'Managed policies: of AWS, or of the same account.' }),
  ),
};

const User = Type.Object({
  account: AccountId,
  name: UserName,
  path: Type.Optional(Path),
  accessKeys: credentials('Its access keys.'),
  ...permissions,
});
const Role = Type.Object({
  account: AccountId,
  name: RoleName,
  path: Type.Optional(Path),
  trustPolicy: Document,
  maxSessionSeconds: Type.Optional(MaxSessionSeconds),
  ...permissions,
});
const Policy = Type.Object({
  account: AccountId,
  name: PolicyName,
  path: Type.Optional(Path),
  document: Document,
});

const Webhook = Type.Object({
  name: Type.String({
    pattern: '^[A-Za-z0-9._-]{1,64}$',
    description: '1 to 64 letters, digits, dots, underscores and hyphens',
  }),
  url: text(2048, 'An http or https URL.'),
  secret: Secret,
  accounts: Type.Optional(Type.Array(AccountId, { description: 'Whose events it gets. Default all.' })),
  pattern: Type.Optional(
    Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      description: 'An EventBridge event pattern. Default all.',
    }),
  ),
});

const list = <T extends Parameters<typeof Type.Array>[0]>(item: T, description: string) =>
  Type.Optional(Type.Array(item, { description }));

export const Config = Type.Object({
  $schema: Type.Optional(Type.String({ description: 'For editors.' })),
  accounts: list(Account, 'Accounts with a name. Any other account exists too.'),
  users: list(User, 'IAM users.'),
  roles: list(Role, 'IAM roles.'),
  policies: list(Policy, 'Customer managed policies.'),
  webhooks: list(Webhook, 'Receivers of events without EventBridge rules.'),
  functions: Type.Optional(
    Type.Record(Type.String(), Type.String(), {
      description: 'The URLs of Lambda functions that rules name, by name or ARN.',
    }),
  ),
  quotas: Type.Optional(
    Type.Union([Type.Literal('off'), Type.Literal('aws'), Classes], {
      description: 'off, aws, or an object with quotas by class, such as {reads: {perSecond: 10}}',
    }),
  ),
  journal: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: LARGEST_JOURNAL,
      description: 'how many calls are kept in memory for `cosell requests`; 0 keeps none',
    }),
  ),
  deliveries: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: LARGEST_DELIVERIES,
      description:
        'how many attempts to deliver events are kept in memory for `cosell deliveries`; 0 keeps none',
    }),
  ),
  otlpEndpoint: Type.Optional(
    text(2048, 'The URL of an OpenTelemetry receiver (OTLP over HTTP) to which traces are sent.'),
  ),
  logFormat: Type.Optional(
    Type.Union([Type.Literal('pretty'), Type.Literal('json')], {
      description: 'How lines of the log look. Default pretty in a terminal, else json.',
    }),
  ),
  slowCall: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 9_999_999,
      description:
        'milliseconds after which the log says where the time of a call went; 0 for never. Default 1000',
    }),
  ),
  retention: Type.Optional(
    Type.Union([Type.Literal('off'), Type.Record(Type.String(), Type.String())], {
      description: 'off, or how long what is over is kept, by name, such as {events: 90d, tasks: off}',
    }),
  ),
  console: Type.Optional(
    Type.Boolean({ description: 'Whether browsers are shown the console.', default: true }),
  ),
  seed: Type.Optional(
    Type.Unsafe<object>({
      anyOf: [{ type: 'array', items: { type: 'object' } }, { type: 'object' }],
      description: 'what an empty store is seeded with: actions, or an exported state',
    }),
  ),
});
export type Config = Static<typeof Config>;

const ID = 'urn:cosell:config';

/** Returns the published JSON Schema of a `--config` file. */
export const configSchema = (): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: ID,
  title: 'Configuration of cosell',
  ...strictSchema(Config),
});
