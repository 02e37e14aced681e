import { LimitExceededException } from '../model/errors.ts';

/** Quotas of an account. AWS docs: eb-quota, the defaults. */
export const QUOTAS = { rules: 300, targetsPerRule: 5, connections: 3000, apiDestinations: 3000 } as const;

/** @throws LimitExceededException if `wanted` exceeds the quota */
export const checkQuota = (quota: keyof typeof QUOTAS, wanted: number): void => {
  if (wanted <= QUOTAS[quota]) return;
  throw LimitExceededException(
    `The requested resource exceeds the maximum number allowed. The quota is ${QUOTAS[quota]}.`,
  );
};
