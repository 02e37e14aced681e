/**
 * Makes a value on the first call and returns it from then on. Concurrent calls share one run of `make`. A failure is not
 * cached: current callers get it, and the next call retries.
 */
export const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error) => {
      made = undefined;
      throw error;
    });
    return made;
  };
};
