import Type, { type Static } from 'typebox';
import { type QuotaSetting, quotaClasses, quotasOf } from '../rules/access/quotas.ts';
import { oneOf } from './schemas.ts';

/** Shared by the actions about quotas. */

export const quotaMembers = {
  perSecond: Type.Optional(
    Type.Number({ exclusiveMinimum: 0, maximum: 100_000, description: 'Requests per second.' }),
  ),
  burst: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      description: 'Requests that may come at once. Default as many as per second, at least one.',
    }),
  ),
  perDay: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 10_000_000_000, description: 'Requests per rolling 24 hours.' }),
  ),
};

export const QuotaClass = oneOf(quotaClasses, 'Which operations; they share the quota.');

const Quota = Type.Object(quotaMembers);

/** The quotas of an account, by class. */
export const Classes = Type.Object({
  reads: Type.Optional(Quota),
  writes: Type.Optional(Quota),
  engagementWrites: Type.Optional(Quota),
  prospectingStarts: Type.Optional(Quota),
  prospectingGets: Type.Optional(Quota),
  prospectingLists: Type.Optional(Quota),
  otherReads: Type.Optional(Quota),
  otherWrites: Type.Optional(Quota),
});

export const QuotaMode = oneOf(['off', 'aws', 'custom'] as const, 'No quotas, those of AWS, or `classes`.');

export const ShownQuotas = Type.Object({ mode: QuotaMode, classes: Classes });

/** Returns the operator's view of a setting. */
export const shownQuotas = (setting: QuotaSetting): Static<typeof ShownQuotas> => ({
  mode: typeof setting === 'string' ? setting : 'custom',
  classes: quotasOf(setting),
});
