import { useRef } from 'react';
import type { Draft } from './contract.ts';

/** `crypto.randomUUID` is for secure pages only, and the console may be served without TLS. */
const randomToken = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

/**
 * Returns a function that gives the idempotency token of a document: the same one for the same document, so that sending it
 * again after a lost answer does not do it twice.
 */
export const useClientToken = () => {
  const last = useRef<{ text: string; token: string }>(undefined);
  return (document: Draft): string => {
    const text = JSON.stringify(document);
    if (last.current?.text !== text) last.current = { text, token: randomToken() };
    return last.current.token;
  };
};
