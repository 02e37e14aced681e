import type { Clock } from '../kit/flow/clock.ts';
import { type CreateAuthenticator, trustingAuthenticator } from './authenticator.ts';
import { createStrictAuthenticator } from './strict-authenticator.ts';

export interface AuthenticatorChoice {
  /** Default: `off` if `host` is a loopback address, otherwise `strict`. */
  mode: 'off' | 'strict' | undefined;
  /** The address that the server listens on. */
  host: string;
  /** Whether there is a key to check signatures with. */
  hasKey: boolean;
  /** The region that requests have to be signed for. */
  region: string;
  /** What the time of a signature is compared with. */
  clock: Clock;
}

/** Chooses how callers are identified. Throws an Error if signatures are to be checked and no account has a key. */
export const chooseAuthenticator = ({
  mode,
  host,
  hasKey,
  region,
  clock,
}: AuthenticatorChoice): CreateAuthenticator => {
  const chosen = mode ?? (isLoopback(host) ? 'off' : 'strict');
  if (chosen === 'off') return trustingAuthenticator;
  if (hasKey) return ({ principals }) => createStrictAuthenticator({ principals, region, clock });
  const why = mode ? "auth is 'strict'" : `${host} is reached from other machines, so auth is 'strict'`;
  throw new Error(
    `${why}, and no account has credentials to check signatures with. Give accounts[].credentials ` +
      "(a --config file), or choose auth 'off' to trust every caller.",
  );
};

/** Whether only its own machine can reach an address. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
