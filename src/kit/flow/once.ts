/**
 * Makes something when it is first asked for, and answers the same from then on. Calls while it is being made share it.
 * A failure is not kept: who asked gets it, and the next call makes it anew.
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
