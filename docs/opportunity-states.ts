import { writeFile } from 'node:fs/promises';
import { statesPage } from './states-page.ts';

/** Writes docs/opportunity-states.md anew: `npm run docs`. */
await writeFile(new URL('opportunity-states.md', import.meta.url), statesPage());
