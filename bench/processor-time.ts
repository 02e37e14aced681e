import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `/proc/<pid>/stat` counts in: USER_HZ is 100 on every Linux. */
const MS_PER_TICK = 10;

/**
 * Returns the processor time, in milliseconds, that a PostgreSQL server has used so far: of its first process, of those that it has
 * at the moment, and of those that have ended. Of its own processes only, so that other work on the machine does not count.
 */
export const postgresCpu = (dataFolder: string): number => {
  const first = Number(readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)));
  return all.reduce((sum, stat) => {
    if (stat?.pid === first) return sum + stat.ownMs + stat.endedChildrenMs;
    return stat?.parent === first ? sum + stat.ownMs : sum;
  }, 0);
};

interface Stat {
  pid: number;
  parent: number;
  ownMs: number;
  endedChildrenMs: number;
}

/** Undefined if the process has ended. */
const statOf = (pid: number): Stat | undefined => {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The name, in parentheses, may have blanks.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [parent, user, system, endedUser, endedSystem] = [1, 11, 12, 13, 14].map((at) => Number(fields[at]));
  return {
    pid,
    parent: parent ?? 0,
    ownMs: MS_PER_TICK * ((user ?? 0) + (system ?? 0)),
    endedChildrenMs: MS_PER_TICK * ((endedUser ?? 0) + (endedSystem ?? 0)),
  };
};
