import { useCallback, useRef } from 'react';
import { newClientToken } from '../api/client-token.ts';

/**
 * Returns a function that makes the client token of a request: the same for the same body, so that a repeated request has its
 * effect once; a new one for another body, because a token with another body is a conflict.
 */
export const useToken = () => {
  const last = useRef({ body: '', token: '' });
  return useCallback((body: unknown): string => {
    const text = JSON.stringify(body);
    if (last.current.body !== text) last.current = { body: text, token: newClientToken() };
    return last.current.token;
  }, []);
};
