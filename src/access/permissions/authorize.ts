import type { SignedRequest } from '../../kit/http/signed-request.ts';
import type { Operation } from '../../kit/service/operation.ts';
import { arnsOf, isGiven, type KeyValues, type Need, type Place, textsOf } from '../../kit/service/permit.ts';
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
    judgeAll(permissions, asked, policies, questions, resourceTags) ?? allowed;
  const tagged = policies.readsTags ? taggedResource(asked, place) : undefined;
  return tagged === undefined ? judge(NO_TAGS) : permissions.tagsOf(tagged).then(judge);
};

const NO_TAGS: readonly Tag[] = [];

const judgeAll = (
  { region, clock }: Permissions,
  { caller, input, request }: Asked,
  policies: CallerPolicies,
  questions: readonly Question[],
  resourceTags: readonly Tag[],
): Access | undefined => {
  const now = clock.now();
  const requestTags = tagsIn(input);
  const removedTagKeys = textsOf(input, 'TagKeys');
  for (const { action, resource, valuesOf } of questions) {
    const context: Context = {
      principal: caller,
      roleArn: policies.roleArn,
      now,
      region,
      resource,
      resourceTags,
      requestTags,
      removedTagKeys,
      from: request,
      isViaService: false,
      valuesOf,
    };
    const decision = decide(policies, action, context);
    if (decision.effect === 'Allow') continue;
    const refusal = AccessDeniedException(refusalOf(decision, action, context));
    return { action, resource, decision: decision.effect, refusal };
  }
  return undefined;
};

const questionsOf = (terms: ServiceTerms, { operation, input }: Asked, place: Place): Question[] => {
  const { on, needs = NO_NEEDS } = operation.permit;
  const { action, known } = ownTerms(terms, operation);
  const serviceKeys: Context['valuesOf'] = (key) => known.get(key)?.(input, place);
  const questions: Question[] = [];
  const ask = (asked: string, arns: readonly string[], valuesOf: Context['valuesOf']): void => {
    const asks = arns.length > MAX_RESOURCES ? arns.slice(0, MAX_RESOURCES) : arns;
    for (const resource of asks) questions.push({ action: asked, resource, valuesOf });
  };
  ask(action, arnsOf(on, input, place), serviceKeys);
  for (const need of needs) {
    if (need.ifGiven !== undefined && !isGiven(input, need.ifGiven)) continue;
    // An action of another service has only the keys of that one.
    const isForeign = need.action.includes(':');
    const own = isForeign && lowerCase(need.keys ?? {});
    const valuesOf = own ? (key: string) => own.get(key) : serviceKeys;
    ask(isForeign ? need.action : `${terms.prefix}:${need.action}`, arnsOf(need.on, input, place), valuesOf);
  }
  return questions;
};

const NO_NEEDS: readonly Need[] = [];

/** What does not depend on the request. */
interface OwnTerms {
  /** The operation's own action, with its prefix. */
  action: string;
  /** What the values of condition keys are read by, whatever their case: only if a policy asks for them. */
  known: ReadonlyMap<string, KeyValues<object>>;
}

const ownTermsOf = new WeakMap<Asked['operation'], OwnTerms>();

const ownTerms = (terms: ServiceTerms, operation: Asked['operation']): OwnTerms => {
  const found = ownTermsOf.get(operation);
  if (found) return found;
  const { name, permit } = operation;
  const made = { action: `${terms.prefix}:${name}`, known: lowerCase({ ...terms.keys, ...permit.keys }) };
  ownTermsOf.set(operation, made);
  return made;
};

const lowerCase = <T>(keys: Readonly<Record<string, T>>): ReadonlyMap<string, T> =>
  new Map(Object.entries(keys).map(([key, value]) => [key.toLowerCase(), value]));

/** Returns the caller's own resource whose tags count. Another account's resource has none for the caller. */
const taggedResource = ({ operation, input }: Asked, place: Place): string | undefined => {
  const { on, tagged = on } = operation.permit;
  const [arn] = tagged?.isTaggable ? tagged.arnsOf(input, place) : [];
  return arn?.split(':', 5)[4] === place.account ? arn : undefined;
};

const tagsIn = (input: object): readonly Tag[] => {
  const { Tags } = input as { Tags?: readonly Partial<Tag>[] };
  if (Tags === undefined) return NO_TAGS;
  return Tags.filter((tag): tag is Tag => typeof tag.Key === 'string' && typeof tag.Value === 'string');
};
