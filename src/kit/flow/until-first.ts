/** Calls `wake`, once or at each occasion, until the returned function is called; never before it returns. */
type Source = (wake: () => void) => () => void;

/** Resolves with the name of the first source that wakes, or with `over` when the signal aborts. Leaves no listener behind. */
export const untilFirst = <Name extends string>(
  sources: Readonly<Record<Name, Source>>,
  over: AbortSignal,
): Promise<Name | 'over'> =>
  new Promise((resolve) => {
    const forget: (() => void)[] = [];
    const end = (name: Name | 'over'): void => {
      for (const one of forget) one();
      over.removeEventListener('abort', onAbort);
      resolve(name);
    };
    const onAbort = (): void => end('over');
    for (const name of Object.keys(sources) as Name[]) forget.push(sources[name](() => end(name)));
    if (over.aborted) onAbort();
    else over.addEventListener('abort', onAbort);
  });
