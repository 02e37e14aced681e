import { hostname } from 'node:os';

/** The name of this process among those that share a database: host name and process id. */
export const nodeName = (): string => `${hostname()}/${process.pid}`;
