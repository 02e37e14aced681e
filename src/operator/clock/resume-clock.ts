import Type from 'typebox';
import { settingAt, timeBy, UNMOVED } from '../../controls/clock.ts';
import { action } from '../action.ts';
import { ClockState, changeClock } from '../clock-state.ts';

export const resumeClock = action({
  name: 'clock.resume',
  method: 'POST',
  path: '/_cosell/clock/resume',
  isIdempotent: true,
  summary: "Resumes the server's frozen time from where it is.",
  takes: Type.Object({}),
  answers: ClockState,
  command: { example: 'cosell clock resume' },
  handle: async (_input, { services }) =>
    changeClock(services.controls, (current, machine) =>
      settingAt(UNMOVED, timeBy(current, machine), machine),
    ),
});
