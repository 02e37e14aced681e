import module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Keeps what V8 compiled for the next start, which then takes a third less. In the user's own folder, because who may write
 * there decides what runs; Node's default is below /tmp. NODE_COMPILE_CACHE names another folder, and NODE_DISABLE_COMPILE_CACHE=1
 * keeps nothing. If it cannot be written, nothing is kept and nothing said. Import this before modules that take long to load.
 * Source: Node.js docs, module, "Module compile cache".
 */
const { NODE_COMPILE_CACHE: given, XDG_CACHE_HOME: caches = join(homedir(), '.cache') } = process.env;
if (!given) module.enableCompileCache?.(join(caches, 'cosell'));
