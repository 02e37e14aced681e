import { setFlagsFromString } from 'node:v8';

/**
 * While modules load, most objects survive, so V8 grows the heap's young generation and never shrinks it: a fifth of an idle
 * server's memory. With this flag it does not grow until the server is ready. Import this before any other module.
 */
setFlagsFromString('--optimize-for-size');

/** From here on V8 grows the heap with the load, as it does by default. */
export const growAsNeeded = (): void => setFlagsFromString('--no-optimize-for-size');
