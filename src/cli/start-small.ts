import { setFlagsFromString } from 'node:v8';

/**
 * While modules load, most objects survive, so V8 grows the heap's young generation and never shrinks it: a fifth of an
 * idle server's memory. With this flag it does not grow before the server is ready. Import this before any other
 * module.
 */
setFlagsFromString('--optimize-for-size');

/** Lets V8 grow the heap with the load, which is its default. */
export const growAsNeeded = (): void => setFlagsFromString('--no-optimize-for-size');
