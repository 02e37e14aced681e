/** Whether objects and lists are nested deeper than a limit. Not recursive, so that no depth is too much for it. */
export const isDeeperThan = (value: unknown, limit: number): boolean => {
  let level = [value].filter(isNested);
  for (let depth = 0; level.length > 0; depth++) {
    if (depth === limit) return true;
    level = level.flatMap((one) => Object.values(one)).filter(isNested);
  }
  return false;
};

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;
