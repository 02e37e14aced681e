import Type from 'typebox';
import { action } from '../action.ts';
import { Name, Quirk, shownQuirks } from '../quirk-schema.ts';

export const clearQuirks = action({
  name: 'quirks.clear',
  method: 'DELETE',
  path: '/_cosell/quirks',
  summary: 'Switches off one quirk or all, including those that the server was started with.',
  takes: Type.Object({ name: Type.Optional(Name) }),
  answers: Type.Object({ quirks: Type.Array(Quirk) }),
  command: { words: 'quirk clear', example: 'cosell quirk clear --name late-reads' },
  handle: async ({ name }, { services }) => {
    const on = await services.controls.setQuirks(
      (current) => new Map([...current].filter(([other]) => name !== undefined && other !== name)),
    );
    return { quirks: shownQuirks(on) };
  },
});
