import Type from 'typebox';
import { durationRule, quirkDuration } from '../../rules/read-quirks.ts';
import { action } from '../action.ts';
import { Duration, refusal } from '../clock-state.ts';
import { Name, Quirk, shownQuirk } from '../quirk-schema.ts';

export const setQuirk = action({
  name: 'quirks.set',
  method: 'PUT',
  path: '/_cosell/quirks/{name}',
  summary: 'Switches on a quirk on every server until it is cleared.',
  takes: Type.Object({ name: Name, duration: Type.Optional(Duration) }),
  answers: Quirk,
  command: { words: 'quirk set', argument: 'name', example: 'cosell quirk set late-reads --duration 10s' },
  handle: async ({ name, duration }, { services }) => {
    const milliseconds = quirkDuration(name, duration);
    if (milliseconds === undefined) throw refusal('duration', `does not fit ${name}: ${durationRule(name)}`);
    return shownQuirk(
      name,
      await services.controls.setQuirks((on) => new Map([...on, [name, milliseconds]])),
    );
  },
});
