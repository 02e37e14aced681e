import Type from 'typebox';
import { action } from '../action.ts';
import { Quirk, shownQuirks } from '../quirk-schema.ts';

export const listQuirks = action({
  name: 'quirks.list',
  method: 'GET',
  path: '/_cosell/quirks',
  summary:
    'Lists the rarely reported behaviours of AWS’s sandbox that can be switched on, and whether they are on.',
  takes: Type.Object({}),
  answers: Type.Object({ quirks: Type.Array(Quirk) }),
  command: { words: 'quirk list', example: 'cosell quirk list' },
  handle: async (_input, { services }) => ({ quirks: shownQuirks(services.controls.quirks) }),
});
