import { faultsOf } from '../kit/action/check.ts';
import { parseJsonText } from '../kit/shape/json.ts';
import { LONGEST_TASK_WAIT_MS } from '../model/task-wait.ts';
import { readQuotas } from '../rules/access/quotas.ts';
import { moment } from '../store/formats.ts';
import type { Value } from '../store/rows.ts';
import { ShownReviewPolicy } from './review-schema.ts';
import { PlannedReview, Quirks } from './stored-schemas.ts';

/**
 * Returns the fault of a setting of the operator in a state to be imported. No server would start on an invalid setting,
 * so it could not be corrected after the import.
 */
export const settingFault = (name: Value | undefined, value: Value | undefined): string | undefined => {
  const [kind = ''] = String(name).split('/');
  const isRight = Object.hasOwn(settings, kind) ? settings[kind] : undefined;
  return !isRight || isRight(jsonOf(value)) ? undefined : `is no setting of ${name}`;
};

/** Checks by the name of the setting up to the first slash. An empty text means that it was not set. */
const settings: Readonly<Record<string, (value: unknown) => boolean>> = {
  clock: (value) => {
    const { offset, frozenAt } = (value ?? {}) as Record<string, unknown>;
    const isMoved = typeof offset === 'number' && Math.abs(offset) < LONGEST_OFFSET_MS;
    return isMoved || (typeof frozenAt === 'string' && moment(frozenAt) === undefined);
  },
  'review-policy': (value) => value === '' || faultsOf(ShownReviewPolicy, { rules: value }).length === 0,
  'task-wait': (value) =>
    value === '' || (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= LONGEST_TASK_WAIT_MS),
  quirks: (value) => value === '' || faultsOf(Quirks, { quirks: value }).length === 0,
  'planned-review': (value) => faultsOf(PlannedReview, value).length === 0,
  quotas: (value) => value === '' || areQuotas(value),
};

const areQuotas = (value: unknown): boolean => {
  try {
    readQuotas(value);
    return true;
  } catch {
    return false;
  }
};

/** About 3,000 years. */
const LONGEST_OFFSET_MS = 1e14;

/** Parses JSON. Returns undefined if it is invalid, and an empty text unchanged. */
const jsonOf = (value: Value | undefined): unknown => {
  if (typeof value !== 'string' || value === '') return value;
  try {
    return parseJsonText(value);
  } catch {
    return undefined;
  }
};
