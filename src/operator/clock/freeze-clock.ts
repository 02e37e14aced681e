import Type from 'typebox';
import { timeBy } from '../../controls/clock.ts';
import { action } from '../action.ts';
import { ClockState, changeClock } from '../clock-state.ts';

export const freezeClock = action({
  name: 'clock.freeze',
  method: 'POST',
  path: '/_cosell/clock/freeze',
  isIdempotent: true,
  summary: "Freezes the server's time until it is resumed. It can be set and advanced meanwhile.",
  takes: Type.Object({}),
  answers: ClockState,
  command: { example: 'cosell clock freeze' },
  handle: async (_input, { services }) =>
    changeClock(services.controls, (current, machine) => ({ frozenAt: timeBy(current, machine) })),
});
