import Type, { type Static } from 'typebox';
import { type ClockSetting, timeBy } from '../controls/clock.ts';
import type { Controls } from '../controls/controls.ts';
import { readDuration } from '../kit/flow/durations.ts';
import type { Timestamp } from '../model/contract.ts';
import { requestValidationFailed } from '../model/errors.ts';

/** What the clock's actions have in common. */

export const ClockState = Type.Object({
  now: Type.String({ description: "The server's time." }),
  frozen: Type.Boolean({ description: 'Whether it stands still.' }),
  offset: Type.Integer({
    description: "Milliseconds that it is ahead of the machine's time; below 0, behind.",
  }),
});

export const Duration = Type.Union([Type.String({ maxLength: 64 }), Type.Integer({ minimum: 0 })], {
  description: 'E.g. 15d, 1h30m, 500ms; or ISO 8601, PT5M; or milliseconds.',
});

export const stateOf = ({ clock }: Controls): Static<typeof ClockState> => {
  const machineNow = clock.machineNow();
  const now = timeBy(clock.setting, machineNow);
  return { now, frozen: clock.isFrozen, offset: Date.parse(now) - Date.parse(machineNow) };
};

/** Changes the clock, and answers how it is then. */
export const changeClock = async (
  controls: Controls,
  next: (current: ClockSetting, machineNow: Timestamp) => ClockSetting,
): Promise<Static<typeof ClockState>> => {
  await controls.setClock(next);
  return stateOf(controls);
};

/** What there is to add: milliseconds. Throws ValidationException for what is no duration. */
export const durationOf = (field: string, given: string | number): number => {
  const milliseconds = readDuration(given);
  if (milliseconds !== undefined) return milliseconds;
  throw refusal(field, 'has to be a duration such as 15d, 1h30m, 500ms, PT5M, or a number of milliseconds');
};

/** The clock can be anywhere in these years: what is some days ahead can then still be written. */
const EARLIEST = '1970-01-01T00:00:00.000Z';
const LATEST = '9000-01-01T00:00:00.000Z';

/** Throws ValidationException for a moment at which the clock cannot be. */
export const requirePossible = (field: string, milliseconds: number): Timestamp => {
  if (milliseconds >= Date.parse(EARLIEST) && milliseconds <= Date.parse(LATEST)) {
    return new Date(milliseconds).toISOString();
  }
  throw refusal(field, `has to bring the clock to a moment from ${EARLIEST} to ${LATEST}`);
};

/** The server's time by a setting, in milliseconds. */
export const momentBy = (setting: ClockSetting, machineNow: Timestamp): number =>
  Date.parse(timeBy(setting, machineNow));

export const refusal = (FieldName: string, says: string) =>
  requestValidationFailed([{ FieldName, Message: `${FieldName} ${says}.`, Code: 'INVALID_VALUE' }]);
