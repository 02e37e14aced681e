import type { Clock } from '../kit/flow/clock.ts';
import { type CreateAuthenticator, trustingAuthenticator } from './authenticator.ts';
import { createStrictAuthenticator } from './strict-authenticator.ts';

export interface AuthenticatorChoice {
  /** Default: `off` if `host` is a loopback address, otherwise `strict`. */
  mode: 'off' | 'strict' | undefined;
  /** The address that the server listens on. */
  host: string;
  /** The region that requests have to be signed for. */
  region: string;
  /** What the time of a signature is compared with. */
  clock: Clock;
}

/** Chooses how callers are identified. */
export const chooseAuthenticator = ({
  mode,
  host,
  region,
  clock,
}: AuthenticatorChoice): CreateAuthenticator =>
  whyStrict(mode, host) === undefined
    ? trustingAuthenticator
    : (parts) => createStrictAuthenticator({ ...parts, region, clock });

/** Returns why signatures are checked, for a message; undefined if they are not. */
export const whyStrict = (mode: AuthenticatorChoice['mode'], host: string): string | undefined => {
  const chosen = mode ?? (isLoopback(host) ? 'off' : 'strict');
  if (chosen === 'off') return undefined;
  return mode ? "auth is 'strict'" : `${host} is reached from other machines, so auth is 'strict'`;
};

/** Whether only its own machine can reach an address. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
