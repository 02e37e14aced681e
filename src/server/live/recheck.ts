import { oneAtATime } from '../../kit/flow/one-at-a-time.ts';
import type { Signal } from '../../kit/flow/signal.ts';

/**
 * Ends a stream as soon as its reader may not read it any more: the key or the operator's token was revoked or has expired, the user was
 * deleted, its policies changed, or the session is over. Checks at each occasion, and ends the stream also if that fails. Returns the function that
 * stops this. Costs the lookups of a request per check.
 * @param recheck throws if the key or token is not valid any more
 * @param check throws if its owner may not read the stream
 */
export const endWhenRevoked = (
  recheck: () => Promise<void>,
  occasions: readonly Signal[],
  { check, end }: { check(): Promise<void>; end(): void },
): (() => void) => {
  const checking = oneAtATime(async () => {
    await recheck();
    await check();
  });
  const run = (): void => void checking.run().catch(end);
  const forget = occasions.map((occasion) => occasion.listen(run));
  return () => {
    for (const one of forget) one();
  };
};
