import type { SignedRequest } from '../../kit/http/signed-request.ts';
import type { Operation } from '../../kit/service/operation.ts';
import {
  arnsOf,
  isGiven,
  type KeyValues,
  type Permit,
  type Place,
  textsOf,
} from '../../kit/service/permit.ts';
import type { Access } from '../../kit/service/service.ts';
import type { Tag } from '../../model/documents.ts';
import { AccessDeniedException } from '../../model/errors.ts';
import type { Caller } from '../caller.ts';
import type { Context } from './context-keys.ts';
import { decide, refusalOf } from './decide.ts';
import type { Permissions } from './permissions.ts';
import type { CallerPolicies } from './policies-of.ts';

/** What a service says about its actions. */
export interface ServiceTerms {
  /** The prefix of its actions: `partnercentral`. */
  prefix: string;
  /** The condition keys that all of its actions have, in lower case. */
  keys: Readonly<Record<string, KeyValues<object>>>;
}

/** A request to authorize. */
export interface Asked {
  caller: Caller;
  operation: Pick<Operation, 'name' | 'permit'>;
  /** May violate limits. */
  input: object;
  request: Pick<SignedRequest, 'headers' | 'sourceIp' | 'isSecure'>;
}

/** One thing that a caller needs permission for. */
interface Question {
  action: string;
  resource: string;
  valuesOf: Context['valuesOf'];
}

/**
 * How many resources of a request are asked about. Requests that name more violate limits: StartProspectingFromEngagementTask
 * and PutTargets take 100.
 */
const MAX_RESOURCES = 100;

/**
 * Makes the function that decides about the requests to a service, before anything is looked up for them: so a refusal never
 * tells whether a resource exists. Every resource of every needed action has to be allowed. Costs no query, but one for tags
 * if a policy of the caller reads tags of resources, and what `PolicyReader` costs.
 */
export const createAuthorize =
  (terms: ServiceTerms) =>
  (permissions: Permissions, asked: Asked): Access | Promise<Access> => {
    const policies = permissions.policiesOf(asked.caller);
    return policies instanceof Promise
      ? policies.then((found) => answer(terms, permissions, asked, found))
      : answer(terms, permissions, asked, policies);
  };

const answer = (
  terms: ServiceTerms,
  permissions: Permissions,
  asked: Asked,
  policies: CallerPolicies | undefined,
): Access | Promise<Access> => {
  const place = { account: asked.caller.account, region: permissions.region };
  const questions = questionsOf(terms, asked, place);
  const [own] = questions;
  const allowed: Access = {
    action: own?.action ?? '',
    resource: own?.resource ?? '*',
    decision: 'Allow',
  };
  if (!policies) return allowed;
  const judge = (resourceTags: readonly Tag[]): Access =>
    judgeAll(questions, policies, contextOf(permissions, asked, policies, resourceTags)) ?? allowed;
  const tagged = policies.readsTags ? taggedResource(asked, place) : undefined;
  return tagged === undefined ? judge([]) : permissions.tagsOf(tagged).then(judge);
};

const judgeAll = (
  questions: readonly Question[],
  policies: CallerPolicies,
  shared: Omit<Context, 'resource' | 'valuesOf'>,
): Access | undefined => {
  for (const { action, resource, valuesOf } of questions) {
    const context = { ...shared, resource, valuesOf };
    const decision = decide(policies, action, context);
    if (decision.effect === 'Allow') continue;
    const refusal = AccessDeniedException(refusalOf(decision, action, context));
    return { action, resource, decision: decision.effect, refusal };
  }
  return undefined;
};

const questionsOf = (terms: ServiceTerms, { operation, input }: Asked, place: Place): Question[] => {
  const { on, needs = [] } = operation.permit;
  const known = keysOf(terms, operation.permit);
  const serviceKeys: Context['valuesOf'] = (key) => known.get(key)?.(input, place);
  const ask = (action: string, arns: readonly string[], valuesOf: Context['valuesOf']): Question[] =>
    arns.slice(0, MAX_RESOURCES).map((resource) => ({ action, resource, valuesOf }));
  return [
    ...ask(`${terms.prefix}:${operation.name}`, arnsOf(on, input, place), serviceKeys),
    ...needs
      .filter(({ ifGiven }) => ifGiven === undefined || isGiven(input, ifGiven))
      .flatMap((need) => {
        // An action of another service has only the keys of that one.
        const isForeign = need.action.includes(':');
        const own = isForeign && lowerCase(need.keys ?? {});
        const valuesOf = own ? (key: string) => own.get(key) : serviceKeys;
        const action = isForeign ? need.action : `${terms.prefix}:${need.action}`;
        return ask(action, arnsOf(need.on, input, place), valuesOf);
      }),
  ];
};

type Keys = ReadonlyMap<string, KeyValues<object>>;

const keysOfPermits = new WeakMap<Permit, Keys>();

/** Returns what the values of condition keys are read by, whatever their case: only if a policy asks for them. */
const keysOf = (terms: ServiceTerms, permit: Permit): Keys => {
  const known = keysOfPermits.get(permit) ?? lowerCase({ ...terms.keys, ...permit.keys });
  keysOfPermits.set(permit, known);
  return known;
};

const lowerCase = <T>(keys: Readonly<Record<string, T>>): ReadonlyMap<string, T> =>
  new Map(Object.entries(keys).map(([key, value]) => [key.toLowerCase(), value]));

const contextOf = (
  { region, clock }: Permissions,
  { caller, input, request }: Asked,
  { roleArn }: CallerPolicies,
  resourceTags: readonly Tag[],
): Omit<Context, 'resource' | 'valuesOf'> => ({
  principal: caller,
  roleArn,
  now: clock.now(),
  region,
  resourceTags,
  requestTags: tagsIn(input),
  removedTagKeys: textsOf(input, 'TagKeys'),
  isViaService: false,
  from: {
    sourceIp: request.sourceIp,
    isSecure: request.isSecure,
    userAgent: request.headers['user-agent'],
  },
});

/** Returns the caller's own resource whose tags count. Another account's resource has none for the caller. */
const taggedResource = ({ operation, input }: Asked, place: Place): string | undefined => {
  const { on, tagged = on } = operation.permit;
  const [arn] = tagged?.isTaggable ? tagged.arnsOf(input, place) : [];
  return arn?.split(':', 5)[4] === place.account ? arn : undefined;
};

const tagsIn = (input: object): readonly Tag[] => {
  const { Tags } = input as { Tags?: readonly Partial<Tag>[] };
  return (Tags ?? []).filter(
    (tag): tag is Tag => typeof tag.Key === 'string' && typeof tag.Value === 'string',
  );
};
