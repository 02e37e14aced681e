/** A value that is there already, or will be. */
export type MaybePromise<T> = T | Promise<T>;

/**
 * Continues with a value: at once if it is there, so that what is cached costs no promise. What `next` throws is then thrown
 * here, too.
 */
export const chain = <T, R>(value: MaybePromise<T>, next: (value: T) => MaybePromise<R>): MaybePromise<R> =>
  value instanceof Promise ? value.then(next) : next(value);
