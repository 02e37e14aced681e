import { useSyncExternalStore } from 'react';

/** An access key, or the temporary one of a session. */
export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/**
 * Who uses the console. Held in the memory of this window only: a reload signs out.
 * With auth `off` it is empty, and any account may be acted as.
 */
export interface Session {
  credentials?: Credentials;
  /** The account of the credentials. */
  account?: string;
  operatorToken?: string;
}

let session: Session = {};
const listeners = new Set<() => void>();

export const readSession = (): Session => session;

export const writeSession = (next: Session): void => {
  session = next;
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useSession = (): Session => useSyncExternalStore(subscribe, readSession);
