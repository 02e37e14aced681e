import { AccessDeniedException, ValidationException } from '../../model/errors.ts';
import type { EventTarget } from '../../model/event-bridge.ts';
import { isApiDestination, isForeign, readArn } from '../../rules/events/targets.ts';
import { findApiDestinationByArn } from '../../store/repositories/event-api-destinations.ts';
import { lockRule } from '../../store/repositories/event-rules.ts';
import {
  putSubscription,
  ruleSubscriptionId,
  sequenceFromNow,
} from '../../store/repositories/event-subscriptions.ts';
import { findTargetIds, putTarget } from '../../store/repositories/event-targets.ts';
import type { Queries } from '../../store/tables.ts';
import { requireDefaultBus } from '../event-bus.ts';
import { operation } from '../operation.ts';
import { checkQuota } from '../quota.ts';
import { passedToEventBridge, rolesOfTargets, rule } from '../resources.ts';
import { ruleNotFound } from '../rule.ts';
import { targetFaults } from '../target-faults.ts';

/**
 * Adds targets to a rule, or replaces those with the same ids. A new target gets events that occur from now on; a
 * replaced one continues at its position. A target that is never valid refuses the whole request; an API destination
 * that does not exist in the account becomes one of `FailedEntries`. Costs one transaction, with three queries per
 * target.
 */
export const putTargets = operation(
  'PutTargets',
  {
    access: 'Write',
    on: rule('Rule'),
    needs: [{ action: 'iam:PassRole', on: rolesOfTargets, keys: passedToEventBridge }],
    keys: { 'events:TargetArn': ({ Targets }) => Targets?.map(({ Arn }) => Arn) },
  },
  async (input, call) => {
    requireDefaultBus(call, input.EventBusName);
    const { Rule, Targets } = input;
    return call.transaction(async ({ tx }) => {
      const rule = await lockRule(tx, { account_id: call.account, name: Rule });
      if (!rule) throw ruleNotFound(Rule);
      const { account, services } = call;
      const faults = targetFaults(Targets, { account, region: services.region });
      if (faults.length > 0) throw ValidationException(faults.join(' '));
      const foreign = Targets.find((target) => isForeign(target, account));
      if (foreign) throw crossAccount(foreign.Arn);

      const { known, unknown } = await splitByDestination(tx, call.account, Targets);
      const ids = new Set(await findTargetIds(tx, { account_id: call.account, rule_name: Rule }));
      for (const target of known) ids.add(target.Id);
      checkQuota('targetsPerRule', ids.size);

      const position = await sequenceFromNow(tx);
      for (const target of known) {
        await putTarget(tx, { account_id: call.account, rule_name: Rule }, target);
        const id = ruleSubscriptionId(Rule, target.Id);
        // A target of a disabled rule gets a subscription that has ended; enabling the rule resumes it.
        await putSubscription(
          tx,
          { account_id: call.account, id },
          position,
          rule.state === 'DISABLED' ? position : null,
        );
      }
      return { FailedEntryCount: unknown.length, FailedEntries: unknown.map(failedEntry) };
    });
  },
);

/** Separates targets that can be put from API destinations that do not exist in the account. */
const splitByDestination = async (tx: Queries, account: string, targets: readonly EventTarget[]) => {
  const known: EventTarget[] = [];
  const unknown: EventTarget[] = [];
  for (const target of targets) {
    const isThere =
      !isApiDestination(readArn(target.Arn)) ||
      (await findApiDestinationByArn(tx, { account_id: account, arn: target.Arn })) !== undefined;
    (isThere ? known : unknown).push(target);
  }
  return { known, unknown };
};

const crossAccount = (arn: string) =>
  AccessDeniedException(
    `Access to the resource ${arn} is denied. Reason: Adding cross-account target is not permitted.`,
  );

const failedEntry = ({ Id, Arn }: EventTarget) => ({
  TargetId: Id,
  ErrorCode: 'ResourceNotFoundException',
  ErrorMessage: `Api destination ${Arn} does not exist in this account.`,
});
