import { timed } from '../numbers.ts';

/** Returns how often so many callers, who wait for each answer, do something per second. */
export const closedLoop = async (
  act: () => Promise<unknown>,
  { callers, seconds }: { callers: number; seconds: number },
): Promise<number> => {
  let done = 0;
  const end = performance.now() + 1_000 * seconds;
  const caller = async (): Promise<void> => {
    while (performance.now() < end) {
      await act();
      done++;
    }
  };
  const milliseconds = await timed(() => Promise.all(Array.from({ length: callers }, caller)));
  return (1_000 * done) / milliseconds;
};
