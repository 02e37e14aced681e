import { type Condition, compileConditions } from './condition.ts';
import { type Element, type Facts, holds, matchesOne } from './element.ts';
import { PolicyError, syntaxError } from './faults.ts';
import { asObject, type JsonObject, textsOf } from './json.ts';
import { likePattern, type Pattern, resourcePattern } from './pattern.ts';
import { compilePrincipal, type PrincipalElement } from './principal-element.ts';

/** What a document is for: permissions of an identity, limits of a session, or who may assume a role. */
export type PolicyKind = 'identity' | 'session' | 'trust';

/** A statement, compiled. It is in effect if all of its elements match. */
export interface Statement {
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly principal: PrincipalElement | undefined;
  readonly elements: readonly Element[];
  /** The context keys that it reads, in lower case. */
  readonly keys: readonly string[];
}

export interface Syntax {
  readonly kind: PolicyKind;
  readonly hasVariables: boolean;
}

const known: ReadonlySet<string> = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

/** @throws PolicyError */
export const compileStatement = (value: unknown, syntax: Syntax): Statement => {
  const statement = asObject(value);
  const principal = principalOf(statement, syntax);
  if (Object.keys(statement).some((name) => !known.has(name))) throw syntaxError();
  const { Effect, Condition } = statement;
  if (Effect !== 'Allow' && Effect !== 'Deny') throw syntaxError();
  if (principal?.name === 'NotPrincipal' && Effect === 'Allow') {
    throw new PolicyError('Allow with NotPrincipal is not supported.');
  }
  const conditions: Condition[] =
    Condition === undefined ? [] : compileConditions(Condition, syntax.hasVariables);
  const resource = resourceOf(statement, syntax);
  return {
    sid: sidOf(statement),
    effect: Effect,
    principal,
    elements: [
      ...(principal ? [principal] : []),
      actionOf(statement, syntax),
      ...(resource ? [resource.element] : []),
      ...conditions.map(({ element }) => element),
    ],
    keys: [...(resource?.keys ?? []), ...conditions.flatMap(({ keys }) => keys)],
  };
};

/** Whether a statement is in effect. */
export const isInEffect = ({ elements }: Pick<Statement, 'elements'>, facts: Facts): boolean => {
  for (const element of elements) if (!element.matches(facts)) return false;
  return true;
};

const sidOf = ({ Sid }: JsonObject): string | undefined => {
  if (Sid === undefined) return undefined;
  if (typeof Sid !== 'string') throw syntaxError();
  if (/^[0-9A-Za-z]*$/.test(Sid)) return Sid;
  throw new PolicyError(
    'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
  );
};

const principalOf = (statement: JsonObject, { kind }: Syntax): PrincipalElement | undefined => {
  const name = eitherOf(statement, 'Principal', 'NotPrincipal');
  if (kind === 'trust') {
    if (name) return compilePrincipal(name, statement[name]);
    throw new PolicyError('Missing required field Principal');
  }
  if (name) throw new PolicyError('Policy document should not specify a principal.');
  return undefined;
};

const actionOf = (statement: JsonObject, { kind }: Syntax): Element => {
  const name = eitherOf(statement, 'Action', 'NotAction');
  if (!name || isEmpty(statement[name])) throw missing(kind, 'actions');
  const actions = textsOf(statement[name]);
  for (const action of actions) checkAction(action, kind);
  const patterns = actions.map((action) => likePattern(action.toLowerCase(), false));
  const isNegated = name === 'NotAction';
  return {
    name,
    matches: ({ action, valuesOf }) => holds(matchesOne(patterns, action.toLowerCase(), valuesOf), isNegated),
    compared: ({ action }) => ({ expected: actions, actual: [action] }),
  };
};

const checkAction = (action: string, kind: PolicyKind): void => {
  if (kind === 'trust' && !/^sts:/i.test(action)) {
    throw new PolicyError('AssumeRole policy may only specify STS AssumeRole actions.');
  }
  if (action === '*') return;
  const [vendor = '', name, ...others] = action.split(':');
  if (name === undefined || name === '' || others.length > 0) {
    throw new PolicyError('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.');
  }
  if (!/^[A-Za-z0-9-]+$/.test(vendor)) throw new PolicyError(`Vendor ${vendor} is not valid`);
  if (!/^[A-Za-z0-9*?_.-]+$/.test(name)) throw syntaxError();
};

const resourceOf = (
  statement: JsonObject,
  { kind, hasVariables }: Syntax,
): { element: Element; keys: string[] } | undefined => {
  const name = eitherOf(statement, 'Resource', 'NotResource');
  if (kind === 'trust') {
    if (name) throw new PolicyError(`Has prohibited field ${name}`);
    return undefined;
  }
  if (!name || isEmpty(statement[name])) throw missing(kind, 'resources');
  const resources = textsOf(statement[name]);
  for (const resource of resources) checkResource(resource);
  const patterns = resources.map((resource): Pattern => resourcePattern(resource, hasVariables));
  const isNegated = name === 'NotResource';
  return {
    keys: patterns.flatMap((pattern) => pattern.keys),
    element: {
      name,
      matches: ({ resource, valuesOf }) =>
        resource !== undefined && holds(matchesOne(patterns, resource, valuesOf), isNegated),
      compared: ({ resource, valuesOf }) => ({
        expected: patterns.map((pattern) => pattern.show(valuesOf)),
        actual: resource === undefined ? [] : [resource],
      }),
    },
  };
};

const checkResource = (resource: string): void => {
  if (resource === '*' || resource.startsWith('arn:')) return;
  throw new PolicyError(`Resource ${resource} must be in ARN format or "*".`);
};

/** Returns which of two opposite elements a statement has. @throws PolicyError if it has both */
const eitherOf = <Name extends string, Opposite extends string>(
  statement: JsonObject,
  name: Name,
  opposite: Opposite,
): Name | Opposite | undefined => {
  const has = statement[name] !== undefined;
  if (has && statement[opposite] !== undefined) throw syntaxError();
  return has ? name : statement[opposite] === undefined ? undefined : opposite;
};

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

const missing = (kind: PolicyKind, what: 'actions' | 'resources'): PolicyError =>
  kind === 'session' ? syntaxError() : new PolicyError(`Policy statement must contain ${what}.`);
