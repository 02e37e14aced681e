import { setFlagsFromString } from 'node:v8';

/**
 * V8 doubles the space for new objects whenever many of them stay, as they do while modules are loaded, and does not
 * give it back: a fifth of an idle server's memory. So it keeps its first size until the server is ready.
 */
const growBy = (factor: number): void => setFlagsFromString(`--semi-space-growth-factor=${factor}`);

// Imported before anything else is.
growBy(1);

/** From here on it grows as the load asks for, by V8's own default. */
export const growAsNeeded = (): void => growBy(2);
