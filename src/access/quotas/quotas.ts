import type { ExceededQuota, Quotas } from '../../changes/work.ts';
import type { Controls } from '../../controls/controls.ts';
import { countAt } from '../../kit/flow/rolling-count.ts';
import { bucketOf } from '../../kit/flow/token-bucket.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';
import {
  DAY_WINDOW,
  type Quotas as Limits,
  type QuotaClass,
  quotaClasses,
  quotaClassOf,
} from '../../rules/access/quotas.ts';
import type { CountedQuota, Counters } from './counters.ts';

interface Limit extends CountedQuota {
  exceeded: ExceededQuota;
}

/** Counts the requests of accounts against the quotas that `controls` has. Calls `onExceeded` for each that is beyond. */
export const createQuotas = (
  controls: Pick<Controls, 'quotas' | 'clock'>,
  counters: Counters,
  onExceeded: (quota: ExceededQuota) => void,
): Quotas & { close(): Promise<void> } => {
  let compiledFrom: Limits | undefined;
  let limits: ReadonlyMap<QuotaClass, Limit> = new Map();
  const limitOf = (of: QuotaClass): Limit | undefined => {
    if (compiledFrom !== controls.quotas) {
      compiledFrom = controls.quotas;
      limits = compile(compiledFrom);
    }
    return limits.get(of);
  };
  const nowMs = (): number => Date.parse(controls.clock.now());

  return {
    get areOn() {
      return Object.keys(controls.quotas).length > 0;
    },
    count: (account, operation) => {
      // AWS docs: developer-guide/quotas, "Quota (per partner account)": AWS itself has none.
      if (account === AWS_ACCOUNT) return undefined;
      const of = quotaClassOf(operation);
      const limit = limitOf(of);
      if (!limit) return undefined;
      const isCounted = counters.count({ account, class: of }, limit, nowMs());
      const refuse = (): ExceededQuota => {
        onExceeded(limit.exceeded);
        return limit.exceeded;
      };
      if (typeof isCounted === 'boolean') return isCounted ? undefined : refuse();
      return isCounted.then((counted) => (counted ? undefined : refuse()));
    },
    usage: async (account) => {
      const slots = await counters.read(account);
      return quotaClasses.map((of) => ({
        class: of,
        ...controls.quotas[of],
        ...(controls.quotas[of]?.perDay !== undefined && {
          usedInDay: countAt(slots.get(of) ?? [], nowMs(), DAY_WINDOW),
        }),
      }));
    },
    forget: counters.forget,
    close: counters.close,
  };
};

const compile = (quotas: Limits): ReadonlyMap<QuotaClass, Limit> =>
  new Map(
    quotaClasses.flatMap((of): [QuotaClass, Limit][] => {
      const quota = quotas[of] ?? {};
      const { perSecond, burst, perDay } = quota;
      if (perSecond === undefined && perDay === undefined) return [];
      const bucket = perSecond === undefined ? undefined : bucketOf(perSecond, burst);
      return [[of, { bucket, perDay, exceeded: { class: of, ...quota } }]];
    }),
  );
