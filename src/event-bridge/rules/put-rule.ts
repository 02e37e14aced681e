import { readEventPattern } from '../../kit/pattern/event-pattern.ts';
import { ConcurrentModificationException, ValidationException } from '../../model/errors.ts';
import { eventBridgeArn } from '../../model/event-bridge.ts';
import {
  countRules,
  insertRule,
  lockRule,
  putRule as replaceRule,
} from '../../store/repositories/event-rules.ts';
import { putTags } from '../../store/repositories/tags.ts';
import { requireDefaultBus } from '../event-bus.ts';
import { operation } from '../operation.ts';
import { checkQuota } from '../quota.ts';
import { keysOfPattern, passedToEventBridge, role, rule } from '../resources.ts';
import { followState } from '../rule-state.ts';
import { checkTags } from '../tags.ts';

/**
 * Creates or replaces a rule. Replacing clears omitted members, but keeps its targets, tags and creation time. The
 * server has no schedules and no CloudTrail, so ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS means ENABLED. Costs one
 * transaction.
 */
export const putRule = operation(
  'PutRule',
  {
    access: 'Write',
    on: rule('Name'),
    needs: [
      { action: 'TagResource', on: rule('Name'), ifGiven: 'Tags' },
      { action: 'iam:PassRole', on: role('RoleArn'), keys: passedToEventBridge },
    ],
    keys: keysOfPattern,
  },
  (input, call) => {
    requireDefaultBus(call, input.EventBusName);
    const { Name, EventPattern, State = 'ENABLED', Tags = [] } = input;
    if (input.ScheduleExpression !== undefined) {
      throw ValidationException(
        'Parameter ScheduleExpression is not valid. Reason: This server has no schedules. Give an EventPattern.',
      );
    }
    if (EventPattern === undefined) {
      throw ValidationException('Parameter(s) EventPattern or ScheduleExpression must be specified.');
    }
    readEventPattern(EventPattern);
    checkTags(Tags);
    const RuleArn = eventBridgeArn(call.services.region, call.account, 'rule', Name);
    return call.transaction(async ({ tx, now }) => {
      const state = State === 'DISABLED' ? 'DISABLED' : 'ENABLED';
      const rule = {
        account_id: call.account,
        name: Name,
        description: input.Description ?? '',
        event_pattern: EventPattern,
        state,
        role_arn: input.RoleArn ?? '',
        created_at: now,
      } as const;
      if (await insertRule(tx, rule)) {
        checkQuota('rules', await countRules(tx, call.account));
        await putTags(tx, RuleArn, Tags);
        return { RuleArn };
      }
      const known = await lockRule(tx, { account_id: call.account, name: Name });
      if (!known) throw ConcurrentModificationException(`Rule ${Name} was deleted meanwhile. Put it again.`);
      await replaceRule(tx, rule);
      await followState(tx, known, state);
      return { RuleArn };
    });
  },
);
