import Type from 'typebox';
import { settingAt } from '../../controls/clock.ts';
import { action } from '../action.ts';
import { ClockState, changeClock, Duration, durationOf, momentBy, requirePossible } from '../clock-state.ts';

/**
 * Resolves once every server has applied the change and the jobs that became due are in the queue: they have started, or
 * start as soon as there is capacity.
 */
export const advanceClock = action({
  name: 'clock.advance',
  method: 'POST',
  path: '/_cosell/clock/advance',
  summary:
    "Moves the server's time ahead. Everything that becomes due, such as expirations of invitations, happens.",
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
