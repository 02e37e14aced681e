import Type from 'typebox';
import { settingAt, UNMOVED } from '../../controls/clock.ts';
import { readTimestamp } from '../../kit/shape/timestamp.ts';
import { action } from '../action.ts';
import { ClockState, changeClock, refusal, requirePossible } from '../clock-state.ts';

/** Stands for the machine's time. */
const MACHINE = 'machine';

export const setClock = action({
  name: 'clock.set',
  method: 'POST',
  path: '/_cosell/clock/set',
  summary:
    "Moves the server's time ahead or back to a moment, from which it continues; or back to the machine's time.",
  takes: Type.Object({
    to: Type.String({
      description: "A time of RFC 3339, e.g. 2026-12-08T00:00:00Z; or machine, for the machine's time.",
      maxLength: 64,
    }),
  }),
  answers: ClockState,
  command: { argument: 'to', example: 'cosell clock set 2026-12-08T00:00:00Z' },
  handle: async ({ to }, { services }) => {
    if (to === MACHINE) return changeClock(services.controls, () => UNMOVED);
    const moment = readTimestamp(to);
    if (!moment)
      throw refusal('to', 'has to be a moment of RFC 3339, such as 2026-12-08T00:00:00Z, or machine');
    const possible = requirePossible('to', Date.parse(moment));
    return changeClock(services.controls, (current, machine) => settingAt(current, possible, machine));
  },
});
