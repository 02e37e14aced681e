import { setFlagsFromString } from 'node:v8';

/**
 * While modules are loaded most of what is made stays, so V8 makes more room for new objects, and does not give it back:
 * a fifth of an idle server's memory. Told to care for size, it does without until the server is ready.
 *
 * Imported before anything else is.
 */
setFlagsFromString('--optimize-for-size');

/** From here on V8 makes room as the load asks for it, as it does by default. */
export const growAsNeeded = (): void => setFlagsFromString('--no-optimize-for-size');
