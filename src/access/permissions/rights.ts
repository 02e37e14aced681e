import type { Rights } from '../../changes/permissions.ts';
import type { Clock } from '../../kit/flow/clock.ts';
import { decide, refusalOf } from './decide.ts';
import type { CallerPolicies } from './policies-of.ts';
import type { Principal } from './principal.ts';

/** Returns what a principal with these policies may do without a request; one without policies may do everything. */
export const createRights = (
  principal: Principal,
  policies: CallerPolicies | undefined,
  { region, clock, isViaService }: { region: string; clock: Clock; isViaService: boolean },
): Rights => ({
  readsTags: policies?.readsTags ?? false,
  refusalOf: ({ action, resource, catalog, requestTags, resourceTags }) => {
    if (!policies) return undefined;
    const context = {
      ...{ principal, resource, resourceTags, requestTags, region },
      roleArn: policies.roleArn,
      now: clock.now(),
      removedTagKeys: [],
      from: undefined,
      isViaService,
      valuesOf: (key: string) => (key === 'partnercentral:catalog' ? [catalog] : undefined),
    };
    const decision = decide(policies, action, context);
    return decision.effect === 'Allow' ? undefined : refusalOf(decision, action, context);
  },
});
