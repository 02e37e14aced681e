import Type, { type Static } from 'typebox';
import { type ClockSetting, timeBy } from '../controls/clock.ts';
import type { Controls } from '../controls/controls.ts';
import { readDuration } from '../kit/flow/durations.ts';
import type { Timestamp } from '../model/contract.ts';
import { requestValidationFailed } from '../model/errors.ts';

/** Shared by the actions of the clock. */

export const ClockState = Type.Object({
  now: Type.String({ description: "The server's time." }),
  frozen: Type.Boolean({ description: 'Whether it is frozen.' }),
  offset: Type.Integer({
    description: "How far it is ahead of the machine's time, in milliseconds; negative if behind.",
  }),
});

export const Duration = Type.Union([Type.String({ maxLength: 64 }), Type.Integer({ minimum: 0 })], {
  description: 'E.g. 15d, 1h30m, 500ms; ISO 8601, e.g. PT5M; or milliseconds.',
});

export const stateOf = ({ clock }: Controls): Static<typeof ClockState> => {
  const machineNow = clock.machineNow();
  const now = timeBy(clock.setting, machineNow);
  return { now, frozen: clock.isFrozen, offset: Date.parse(now) - Date.parse(machineNow) };
};

/** Changes the clock and returns its new state. */
export const changeClock = async (
  controls: Controls,
  next: (current: ClockSetting, machineNow: Timestamp) => ClockSetting,
): Promise<Static<typeof ClockState>> => {
  await controls.setClock(next);
  return stateOf(controls);
};

/** Parses a duration to milliseconds. Throws ValidationException if it is not one. */
export const durationOf = (field: string, given: string | number): number => {
  const milliseconds = readDuration(given);
  if (milliseconds !== undefined) return milliseconds;
  throw refusal(field, 'has to be a duration such as 15d, 1h30m, 500ms, PT5M, or a number of milliseconds');
};

/** The range of the clock. Times somewhat beyond it are still valid dates. */
const EARLIEST = '1970-01-01T00:00:00.000Z';
const LATEST = '9000-01-01T00:00:00.000Z';

/** Throws ValidationException for a time outside the range of the clock. */
export const requirePossible = (field: string, milliseconds: number): Timestamp => {
  if (milliseconds >= Date.parse(EARLIEST) && milliseconds <= Date.parse(LATEST)) {
    return new Date(milliseconds).toISOString();
  }
  throw refusal(field, `has to bring the clock to a moment from ${EARLIEST} to ${LATEST}`);
};

/** Returns the server's time under a setting, in milliseconds since 1970. */
export const momentBy = (setting: ClockSetting, machineNow: Timestamp): number =>
  Date.parse(timeBy(setting, machineNow));

export const refusal = (FieldName: string, says: string) =>
  requestValidationFailed([{ FieldName, Message: `${FieldName} ${says}.`, Code: 'INVALID_VALUE' }]);
