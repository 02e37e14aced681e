import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from './server.ts';

/** The clock of the machine of a process. */
export interface ShiftedClock {
  /** With these the process has it. */
  env: Readonly<Record<string, string>>;
  /** Sets it to so many milliseconds from this machine's. The process notices at SIGUSR2. */
  shift(milliseconds: number): Promise<void>;
}

export const shiftedClock = async (milliseconds: number): Promise<ShiftedClock> => {
  const file = join(await temporaryFolder(), 'shift');
  const shift = (to: number): Promise<void> => writeFile(file, String(to));
  await shift(milliseconds);
  const preload = new URL('./shift-clock.mjs', import.meta.url).href;
  return { env: { NODE_OPTIONS: `--import ${preload}`, SHIFTED_CLOCK: file }, shift };
};
