import type { Clock } from '../kit/flow/clock.ts';
import { plusMilliseconds } from '../kit/flow/clock.ts';
import type { Timestamp } from '../model/contract.ts';

/** Where the server's time is: so many milliseconds from the machine's, or standing still at a moment. */
export type ClockSetting = { offset: number } | { frozenAt: Timestamp };

export const UNMOVED: ClockSetting = { offset: 0 };

/** The server's time. It follows another clock, the machine's, as the operator has set it. */
export interface ServerClock extends Clock {
  readonly isFrozen: boolean;
  readonly setting: ClockSetting;
  /** The time of the clock that it follows, which nobody moves. */
  machineNow(): Timestamp;
  /** Follows a setting from now on. Resolves once all that waits for a moment has looked again. */
  obey(setting: ClockSetting): Promise<void>;
}

export const createServerClock = (machine: Clock): ServerClock => {
  const listeners: ((before?: Timestamp) => unknown)[] = [];
  let setting: ClockSetting = UNMOVED;
  const jump = async (before?: Timestamp): Promise<void> => {
    await Promise.allSettled(listeners.map(async (listener) => listener(before)));
  };
  machine.onJump(() => jump());
  return {
    now: () => timeBy(setting, machine.now()),
    machineNow: () => machine.now(),
    onJump: (listener) => {
      listeners.push(listener);
    },
    get isFrozen() {
      return 'frozenAt' in setting;
    },
    get setting() {
      return setting;
    },
    obey: async (next) => {
      if (JSON.stringify(next) === JSON.stringify(setting)) return;
      const before = timeBy(setting, machine.now());
      setting = next;
      await jump(before);
    },
  };
};

/** What time it is by a setting when it is `machineNow` by the machine. */
export const timeBy = (setting: ClockSetting, machineNow: Timestamp): Timestamp => {
  if ('frozenAt' in setting) return setting.frozenAt;
  return setting.offset === 0 ? machineNow : plusMilliseconds(machineNow, setting.offset);
};

/** The setting by which it is `moment` now: a clock that stands still goes on to do so. */
export const settingAt = (setting: ClockSetting, moment: Timestamp, machineNow: Timestamp): ClockSetting =>
  'frozenAt' in setting ? { frozenAt: moment } : { offset: Date.parse(moment) - Date.parse(machineNow) };
