import Type from 'typebox';
import { settingAt } from '../../controls/clock.ts';
import { action } from '../action.ts';
import { ClockState, changeClock, Duration, durationOf, momentBy, requirePossible } from '../clock-state.ts';

/**
 * Answers once every server obeys, and the jobs that became due are handed to the queue: they have begun, or begin as
 * soon as there is a free place.
 */
export const advanceClock = action({
  name: 'clock.advance',
  method: 'POST',
  path: '/_cosell/clock/advance',
  summary:
    "Moves the server's time ahead: what becomes due meanwhile, such as the end of invitations, happens.",
  takes: Type.Object({ by: Duration }),
  answers: ClockState,
  command: { argument: 'by', example: 'cosell clock advance 15d' },
  handle: async ({ by }, { services }) => {
    const step = durationOf('by', by);
    return changeClock(services.controls, (current, machine) =>
      settingAt(current, requirePossible('by', momentBy(current, machine) + step), machine),
    );
  },
});
