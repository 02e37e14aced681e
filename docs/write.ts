import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { writeOperatorPaths } from '../console/build/operator-paths.ts';
import { configSchema } from '../src/cli/config/schema.ts';
import { openApi } from '../src/server/operator-router.ts';
import { withTables } from './access-page.ts';
import { actionsModule } from './actions-module.ts';
import { withMetrics } from './metrics-page.ts';
import { type OperatorApi, pythonClient } from './python-client.ts';
import { referencePages } from './reference-pages/index.ts';
import { roomsPicture, withRooms } from './rooms-picture.ts';
import { statesPage } from './states-page.ts';

/** `npm run docs`: regenerates the files that are derived from the code. */
await writeFile(new URL('../src/operator/actions.ts', import.meta.url), await actionsModule());
await writeFile(new URL('reference/opportunity-states.md', import.meta.url), statesPage());
await writeOperatorPaths();
const client = new URL('../python/src/cosell/operator.py', import.meta.url);
await writeFile(client, pythonClient((await openApi()) as OperatorApi));
const architecture = new URL('../ARCHITECTURE.md', import.meta.url);
await writeFile(architecture, withRooms(await readFile(architecture, 'utf8'), await roomsPicture()));
const access = new URL('operate/access.md', import.meta.url);
await writeFile(access, await withTables(await readFile(access, 'utf8')));
const metrics = new URL('operate/metrics.md', import.meta.url);
await writeFile(metrics, withMetrics(await readFile(metrics, 'utf8')));
await mkdir(new URL('reference/operations', import.meta.url), { recursive: true });
for (const [path, page] of await referencePages()) await writeFile(new URL(path, import.meta.url), page);
const schema = fileURLToPath(new URL('reference/config.schema.json', import.meta.url));
await writeFile(schema, JSON.stringify(configSchema()));
// The formatter puts short lists on one line, which JSON.stringify cannot.
await promisify(execFile)(process.execPath, ['node_modules/.bin/biome', 'format', '--write', schema]);
