import Type from 'typebox';
import type { CallerPolicies } from '../../access/permissions/policies-of.ts';
import { testPolicies } from '../../access/permissions/test-policies.ts';
import { action } from '../action.ts';
import { PolicyDocument } from '../iam-schemas.ts';
import { policiesToTest, principalToTest, roleToTest } from '../policy-tests.ts';
import { reasonOf, showTest, TestedPolicies } from '../show-policy-test.ts';

const MAX_DOCUMENTS = 10;
const Documents = (description: string) =>
  Type.Optional(Type.Array(PolicyDocument, { maxItems: MAX_DOCUMENTS, description }));

/** Costs a query each for the principal, its customer managed policies, and the role that the resource names. */
export const testPolicy = action({
  name: 'policies.test',
  method: 'POST',
  path: '/_cosell/policy-tests',
  summary:
    'Decides whether a principal, or policies alone, may do an action on a resource, and explains it statement by statement. Changes nothing.',
  scope: 'read',
  takes: Type.Object({
    action: Type.String({
      pattern: '^[A-Za-z0-9-]{1,64}:[A-Za-z0-9]{1,128}$',
      description: 'E.g. partnercentral:GetOpportunity.',
    }),
    principal: Type.Optional(
      Type.String({
        maxLength: 2048,
        description: "The ARN of a user, a role, a role's session or an account's root.",
      }),
    ),
    resource: Type.Optional(
      Type.String({ minLength: 1, maxLength: 2048, default: '*', description: 'The ARN of the resource.' }),
    ),
    policies: Documents("Policy documents, in addition to the principal's own or without a principal."),
    sessionPolicies: Documents('Session policies, which have to allow it, too.'),
    context: Type.Optional(
      Type.Record(
        Type.String({ maxLength: 512 }),
        Type.Union([
          Type.String({ maxLength: 2048 }),
          Type.Array(Type.String({ maxLength: 2048 }), { maxItems: 50 }),
        ]),
        {
          description:
            'Values of condition keys, e.g. {"partnercentral:Catalog":"Sandbox"}. Those of the principal and the time are known.',
        },
      ),
    ),
  }),
  answers: TestedPolicies,
  command: {
    words: 'policy test',
    argument: 'action',
    example:
      'cosell policy test partnercentral:GetOpportunity --principal arn:aws:iam::111122223333:user/ana --context \'{"partnercentral:Catalog":"Sandbox"}\'',
    show: showTest,
  },
  handle: async (given, operator) => {
    const { action, resource = '*', context = {} } = given;
    const principal = await principalToTest(given, operator);
    const policies: CallerPolicies | undefined = await policiesToTest(given, principal, operator);
    const asked = { action, resource, ...(principal && { principal: principal.arn }) };
    if (!policies) return { ...asked, ...decisionOfRoot(action), statements: [], missingContext: [] };
    const tested = testPolicies({
      ...{ action, resource, principal, policies },
      role: await roleToTest(given, operator),
      context: new Map(
        Object.entries(context).map(([key, value]) => [
          key.toLowerCase(),
          typeof value === 'string' ? [value] : value,
        ]),
      ),
      now: operator.now,
      region: operator.services.region,
    });
    return {
      ...asked,
      decision: tested.decision.effect,
      reason: reasonOf(tested.decision),
      statements: tested.statements.map(({ sid, index, ...statement }) => ({
        ...statement,
        statement: index + 1,
        ...(sid && { sid }),
      })),
      missingContext: tested.missing,
    };
  },
});

/** AWS docs: API_AssumeRole; IAM user guide, "AWS account root user". */
const decisionOfRoot = (action: string) =>
  /^sts:AssumeRole$/i.test(action)
    ? { decision: 'ImplicitDeny' as const, reason: 'Roles may not be assumed by root accounts.' }
    : { decision: 'Allow' as const, reason: 'The root of an account may do everything.' };
