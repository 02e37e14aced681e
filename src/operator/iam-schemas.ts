import Type, { type Static } from 'typebox';
import { AccountId, oneOf } from './schemas.ts';

/**
 * Shared by the actions on principals. Names, paths and sizes are IAM's.
 * AWS docs: IAM user guide, "IAM and AWS STS quotas"; IAM API reference, CreateUser, CreateRole, CreatePolicy.
 */

const nameForm = (longest: number): string => `^[\\w+=,.@-]{1,${longest}}$`;

export const UserName = Type.String({ pattern: nameForm(64), description: 'The name of a user.' });
export const RoleName = Type.String({ pattern: nameForm(64), description: 'The name of a role.' });
export const PolicyName = Type.String({ pattern: nameForm(128), description: 'The name of a policy.' });
export const Path = Type.String({
  pattern: '^/([\\x21-\\x7e]{1,510}/)?$',
  default: '/',
  description: 'Part of its ARN, e.g. /crm/.',
});
export const PolicyArn = Type.String({
  pattern: '^arn:aws:iam::(aws|[0-9]{12}):policy/([\\x21-\\x7e]{1,510}/)?[\\w+=,.@-]{1,128}$',
  description: 'A managed policy: of AWS, or of the same account.',
});
/** Checked for its size and content by policy-documents.ts. */
export const PolicyDocument = Type.Unsafe<string | object>({
  anyOf: [{ type: 'string', maxLength: 131_072 }, { type: 'object' }],
  description: 'A policy document, as JSON. On the command line also file://<path>.',
});
export const AccessKeyId = Type.String({
  pattern: '^[\\w-]{16,128}$',
  description: 'The id of an access key, e.g. AKIA….',
});
export const MaxSessionSeconds = Type.Integer({
  minimum: 3600,
  maximum: 43_200,
  default: 3600,
  description: 'The longest session of the role.',
});

const named = {
  account: AccountId,
  name: Type.String(),
  path: Type.String(),
  arn: Type.String(),
};
const permissions = {
  policies: Type.Array(Type.Object({ name: Type.String(), document: Type.String() }), {
    description: 'Inline policies.',
  }),
  policyArns: Type.Array(Type.String(), { description: 'Attached managed policies.' }),
  createdAt: Type.String(),
};

export const ShownUser = Type.Object({ ...named, userId: Type.String(), ...permissions });
export const ShownRole = Type.Object({
  ...named,
  roleId: Type.String(),
  trustPolicy: Type.String(),
  maxSessionSeconds: Type.Integer(),
  ...permissions,
});
export const ShownPolicy = Type.Object({
  ...named,
  policyId: Type.String(),
  document: Type.String(),
  createdAt: Type.String(),
  modifiedAt: Type.String(),
});
export const KeyStatus = oneOf(
  ['Active', 'Inactive'] as const,
  'An inactive key is refused like an unknown one.',
);
export const ShownKey = Type.Object({
  account: AccountId,
  user: Type.Optional(Type.String({ description: 'Absent: the root of the account.' })),
  accessKeyId: Type.String(),
  status: Type.String(),
  createdAt: Type.String(),
});
export const NewKey = Type.Object({
  ...ShownKey.properties,
  secretAccessKey: Type.Optional(
    Type.String({ description: 'Shown only now. Absent if each server reads it from a variable or file.' }),
  ),
});

/** The members of a request for a page of a list that is ordered by key. */
export const paging = {
  after: Type.Optional(Type.String({ maxLength: 400, description: 'The `next` of an earlier response.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
};
export const next = Type.Optional(
  Type.String({ description: 'The `after` of the next page; absent on the last.' }),
);

export type ShownUser = Static<typeof ShownUser>;
export type ShownRole = Static<typeof ShownRole>;
export type ShownPolicy = Static<typeof ShownPolicy>;
export type ShownKey = Static<typeof ShownKey>;
