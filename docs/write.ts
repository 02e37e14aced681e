import { readFile, writeFile } from 'node:fs/promises';
import { roomsPicture, withRooms } from './rooms-picture.ts';
import { statesPage } from './states-page.ts';

/** `npm run docs`: writes anew what the documentation says of the code. */
await writeFile(new URL('opportunity-states.md', import.meta.url), statesPage());
const architecture = new URL('../ARCHITECTURE.md', import.meta.url);
await writeFile(architecture, withRooms(await readFile(architecture, 'utf8'), await roomsPicture()));
