import Type from 'typebox';
import { action } from '../action.ts';
import { ShownQuotas, shownQuotas } from '../quota-schema.ts';

export const getQuotas = action({
  name: 'quotas.get',
  method: 'GET',
  path: '/_cosell/quotas',
  summary: 'Returns how many requests each account may send, by class of operations.',
  takes: Type.Object({}),
  answers: ShownQuotas,
  command: { example: 'cosell quotas get' },
  handle: async (_input, { services }) => shownQuotas(services.controls.quotaSetting),
});
