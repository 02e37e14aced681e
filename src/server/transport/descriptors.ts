import { readFileSync } from 'node:fs';

/**
 * Returns how many files and sockets this process may have open, or undefined if the system does not tell. Node raises the
 * soft limit to the hard one when it starts.
 */
export const descriptorLimit = (): number | undefined => {
  try {
    const [, soft] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return soft === undefined ? undefined : Number(soft);
  } catch {
    return undefined;
  }
};
