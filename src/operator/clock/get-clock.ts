import Type from 'typebox';
import { action } from '../action.ts';
import { ClockState, stateOf } from '../clock-state.ts';

export const getClock = action({
  name: 'clock.get',
  method: 'GET',
  path: '/_cosell/clock',
  summary: "Returns the server's time and how it was moved.",
  own: 'cosell:ReadClock',
  takes: Type.Object({}),
  answers: ClockState,
  command: { example: 'cosell clock get' },
  handle: async (_input, { services }) => stateOf(services.controls),
});
