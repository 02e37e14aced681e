import Type from 'typebox';
import { type QuotaSetting, readQuotas } from '../../rules/access/quotas.ts';
import { action } from '../action.ts';
import { refusal } from '../clock-state.ts';
import { Classes, QuotaMode, ShownQuotas, shownQuotas } from '../quota-schema.ts';

export const setQuotas = action({
  name: 'quotas.set',
  method: 'PUT',
  path: '/_cosell/quotas',
  summary:
    'Sets how many requests each account may send, on every server, until a reset. What was used stays used; `custom` takes `classes`.',
  takes: Type.Object({ mode: QuotaMode, classes: Type.Optional(Classes) }),
  answers: ShownQuotas,
  command: {
    argument: 'mode',
    example: `cosell quotas set custom --classes '{"writes":{"perSecond":5,"perDay":10000}}'`,
  },
  handle: async ({ mode, classes }, { services }) => {
    if ((mode === 'custom') !== (classes !== undefined)) {
      throw refusal('classes', 'has to be given with the mode custom, and with no other');
    }
    const setting: QuotaSetting = mode === 'custom' ? requireQuotas(classes) : mode;
    await services.controls.setQuotas(setting);
    return shownQuotas(setting);
  },
});

/** The schema cannot say that `burst` needs `perSecond`. */
const requireQuotas = (classes: unknown): QuotaSetting => {
  try {
    return readQuotas(classes);
  } catch (error) {
    throw refusal('classes', `is not valid: ${(error as Error).message}`);
  }
};
