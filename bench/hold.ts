import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

/** With fewer cores the nodes, PostgreSQL and the client would share them, and two nodes could have no more than one. */
const CORES_FOR_WHOLE_ONES = 4;
const SHARE = 0.2;
const PERIOD_US = 10_000;

/** Holds processes to a core each, or to a share of it. */
export interface Holder {
  /** What a process may use, such as `a fifth of a core`. */
  words: string;
  hold(pid: number, core: number): void;
  /** Once the processes have ended. */
  release(): void;
}

/**
 * Pins processes to cores. On a machine of few cores each also gets a share of its core only, by a control group, so that there are
 * cores left for the database; undefined if this user may make none.
 */
export const createHolder = (): Holder | undefined => {
  const pin = (pid: number, core: number): void =>
    void execFileSync('taskset', ['-a', '-c', '-p', String(core), String(pid)], { stdio: 'ignore' });
  if (availableParallelism() >= CORES_FOR_WHOLE_ONES)
    return { words: 'a core', hold: pin, release: () => {} };
  const groups: string[] = [];
  const hold = (pid: number, core: number): void => {
    groups.push(createGroup(`cosell-bench-${pid}`, pid));
    pin(pid, core);
  };
  const release = (): void => {
    for (const group of groups) rmdirSync(group);
  };
  return isThereAny() ? { words: 'a fifth of a core', hold, release } : undefined;
};

/** Where control groups of processor time are: one hierarchy of all kinds (version 2), or one of its own. */
const UNIFIED = '/sys/fs/cgroup';
const OWN = '/sys/fs/cgroup/cpu';
const isUnified = (): boolean => existsSync(join(UNIFIED, 'cgroup.controllers'));

const isThereAny = (): boolean => {
  const probe = join(isUnified() ? UNIFIED : OWN, `cosell-bench-probe-${process.pid}`);
  try {
    if (isUnified()) writeFileSync(join(UNIFIED, 'cgroup.subtree_control'), '+cpu');
    mkdirSync(probe);
    rmdirSync(probe);
    return true;
  } catch {
    return false;
  }
};

/** Makes a group of a share of a core, with one process. Returns its folder. */
const createGroup = (name: string, pid: number): string => {
  const quotaUs = Math.round(SHARE * PERIOD_US);
  const folder = join(isUnified() ? UNIFIED : OWN, name);
  mkdirSync(folder);
  const write = (file: string, value: string | number): void =>
    writeFileSync(join(folder, file), String(value));
  if (isUnified()) write('cpu.max', `${quotaUs} ${PERIOD_US}`);
  else {
    write('cpu.cfs_period_us', PERIOD_US);
    write('cpu.cfs_quota_us', quotaUs);
  }
  write('cgroup.procs', pid);
  return folder;
};
