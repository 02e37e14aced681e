/**
 * What has been opened so far. Whatever opens several things closes those that it has if one of them fails, and all of them at its
 * end: the last first. As `AsyncDisposableStack`, which Node.js 22 lacks.
 */
export interface Opened {
  /** Adds what closes something that is open now. */
  add(close: () => unknown): void;
  /** Adds what is being opened, and returns it. If that fails there is nothing to close. */
  keep<T extends { close(): unknown }>(opening: Promise<T>): Promise<T>;
  /** Closes everything, whatever fails; throws the first failure afterwards. Idempotent, also at the same time. */
  close(): Promise<void>;
}

/** Opens several things. If that throws, closes those that it had opened. */
export const openAll = async <T>(open: (opened: Opened) => Promise<T>): Promise<T> => {
  const opened = createOpened();
  try {
    return await open(opened);
  } catch (error) {
    // Why it could not be opened is the error that counts.
    await opened.close().catch(() => {});
    throw error;
  }
};

const createOpened = (): Opened => {
  const closes: (() => unknown)[] = [];
  let closing: Promise<void> | undefined;
  const closeAll = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (let close = closes.pop(); close; close = closes.pop()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  };
  return {
    add: (close) => void closes.push(close),
    keep: (opening) => {
      closes.push(async () => (await opening.catch(() => undefined))?.close());
      return opening;
    },
    close: () => {
      closing ??= closeAll();
      return closing;
    },
  };
};
