import type { Call } from '../operations/operation.ts';
import { lockRule, putRuleState } from '../store/repositories/event-rules.ts';
import type { EventRules } from '../store/tables/event-rules.ts';
import { requireDefaultBus } from './event-bus.ts';
import { ruleNotFound } from './rule.ts';
import { followState } from './rule-state.ts';

/** Enables or disables a rule. Changes nothing if the rule has that state. Costs one transaction. */
export const changeState = (
  call: Call,
  { Name, EventBusName }: { Name: string; EventBusName?: string },
  state: EventRules['state'],
): Promise<Record<string, never>> => {
  requireDefaultBus(call, EventBusName);
  return call.transaction(async ({ tx }) => {
    const rule = await lockRule(tx, { account_id: call.account, name: Name });
    if (!rule) throw ruleNotFound(Name);
    if (rule.state !== state) await putRuleState(tx, { account_id: call.account, name: Name }, state);
    await followState(tx, rule, state);
    return {};
  });
};
