import type { Clock } from '../kit/flow/clock.ts';
import { plusMilliseconds } from '../kit/flow/clock.ts';
import type { Timestamp } from '../model/contract.ts';

/** The server's time: `offset` milliseconds ahead of the machine's, or frozen at a moment. */
export type ClockSetting = { offset: number } | { frozenAt: Timestamp };

export const UNMOVED: ClockSetting = { offset: 0 };

/** The server's clock. It follows the machine's clock as the operator has set it. */
export interface ServerClock extends Clock {
  readonly isFrozen: boolean;
  readonly setting: ClockSetting;
  /** The time of the machine's clock, which the operator cannot move. */
  machineNow(): Timestamp;
  /** Applies a setting. Resolves once all listeners have handled the jump. */
  obey(setting: ClockSetting): Promise<void>;
}

export const createServerClock = (machine: Clock): ServerClock => {
  const listeners: ((before?: Timestamp) => unknown)[] = [];
  let setting: ClockSetting = UNMOVED;
  const jump = async (before?: Timestamp): Promise<void> => {
    await Promise.allSettled(listeners.map(async (listener) => listener(before)));
  };
  machine.onJump((before) => jump(before === undefined ? undefined : timeBy(setting, before)));
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

/** Returns the server's time under a setting when the machine's time is `machineNow`. */
export const timeBy = (setting: ClockSetting, machineNow: Timestamp): Timestamp => {
  if ('frozenAt' in setting) return setting.frozenAt;
  return setting.offset === 0 ? machineNow : plusMilliseconds(machineNow, setting.offset);
};

/** Returns the setting under which it is `moment` now. A frozen clock stays frozen. */
export const settingAt = (setting: ClockSetting, moment: Timestamp, machineNow: Timestamp): ClockSetting =>
  'frozenAt' in setting ? { frozenAt: moment } : { offset: Date.parse(moment) - Date.parse(machineNow) };
