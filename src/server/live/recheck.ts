import { oneAtATime } from '../../kit/flow/one-at-a-time.ts';
import type { Signal } from '../../kit/flow/signal.ts';
import type { Signer } from '../signer.ts';

/**
 * Ends a stream as soon as its signer may not read it any more: the key was revoked, the user deleted, its policies changed,
 * or the session has expired. Checks at each occasion, and ends the stream also if that fails. Returns the function that
 * stops this. Costs the lookups of a request per check.
 * @param check throws if the signer may not read the stream
 */
export const endWhenRevoked = (
  signer: Signer,
  occasions: readonly Signal[],
  { check, end }: { check(): Promise<void>; end(): void },
): (() => void) => {
  const checking = oneAtATime(async () => {
    await signer.recheck();
    await check();
  });
  const run = (): void => void checking.run().catch(end);
  const forget = occasions.map((occasion) => occasion.listen(run));
  return () => {
    for (const one of forget) one();
  };
};
