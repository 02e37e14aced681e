import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import * as sdk from '@aws-sdk/client-partnercentral-selling';
import { root } from './entries.ts';

/**
 * `npm run package-proof`: uses the package as npm packs it, and the single executable, in an empty folder as their users would.
 * Run `npm run build` and `npm run executable` first. Prints what it saw; throws an Error at what is wrong.
 */
const MOST_MB = 45;
const SUFFIX = process.platform === 'win32' ? '.exe' : '';
const ACCOUNT = '111122223333';
const say = (line: string) => process.stdout.write(`${line}\n`);
/** The Node that runs this, first. */
const env = { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}` };

/** npm's commands are scripts on Windows, which only a shell runs. */
const needsShell = (command: string): boolean => process.platform === 'win32' && !/\.exe$/.test(command);

const run = (folder: string, command: string, ...given: string[]): string =>
  execFileSync(command, given, { cwd: folder, env, encoding: 'utf8', shell: needsShell(command) });

const sizeOf = async (folder: string): Promise<number> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 2 ** 20;
};

/** Installs what `npm pack` makes, and nothing else. */
const install = async (folder: string): Promise<void> => {
  const [{ filename }] = JSON.parse(run(root, 'npm', 'pack', '--json', '--pack-destination', folder));
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  // Fails if npm would warn of a script of the package.
  run(folder, 'npm', 'install', '--strict-allow-scripts', '--no-audit', '--no-fund', join(folder, filename));
  const packages = (await readdir(join(folder, 'node_modules'))).filter((name) => !name.startsWith('.'));
  const size = await sizeOf(join(folder, 'node_modules'));
  if (size > MOST_MB) throw new Error(`Installed, it has ${size.toFixed(1)} MB: more than ${MOST_MB}.`);
  say(`Installed: ${packages.join(', ')}; ${size.toFixed(1)} MB.`);
};

const readyLine = async (server: ChildProcess): Promise<string> => {
  for await (const line of createInterface(server.stdout as NodeJS.ReadableStream)) {
    const [, endpoint] = / ready on (\S+)$/.exec(line) ?? [];
    if (endpoint !== undefined) return endpoint;
  }
  throw new Error('The server ended before it was ready.');
};

/** Starts a server, accepts the demo's invitation, and asks for the console. */
const story = async (name: string, folder: string, command: string, ...given: string[]): Promise<void> => {
  const began = performance.now();
  const version = run(folder, command, ...given, '--version').trim();
  const flags = ['serve', '--port', '0', '--data', 'memory', '--demo'];
  const server = spawn(command, [...given, ...flags], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const endpoint = await readyLine(server);
    const client = new sdk.PartnerCentralSellingClient({
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: ACCOUNT, secretAccessKey: 'any' },
    });
    const { EngagementInvitationSummaries: [invitation] = [] } = await client.send(
      new sdk.ListEngagementInvitationsCommand({ Catalog: 'Sandbox', ParticipantType: 'RECEIVER' }),
    );
    const task = await client.send(
      new sdk.StartEngagementByAcceptingInvitationTaskCommand({
        Catalog: 'Sandbox',
        Identifier: invitation?.Id,
        ClientToken: 'proof',
      }),
    );
    if (task.TaskStatus !== 'COMPLETE') throw new Error(`The task is ${task.TaskStatus}.`);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const page = await fetch(endpoint, { headers: { accept: 'text/html' } });
    if (!(await page.text()).includes('<base href')) throw new Error('There is no console.');
    say(`${name}: ${version}, COMPLETE ${task.OpportunityId} after ${seconds} s, with its console.`);
  } finally {
    server.kill();
    if (server.exitCode === null) await once(server, 'exit');
  }
};

const LIBRARY = `const cosell = await startCosell();
const { invitationId } = await cosell.refer({ account: '${ACCOUNT}', catalog: 'Sandbox' });
if (!invitationId.startsWith('engi-')) throw new Error(invitationId);
await cosell.restore(await cosell.snapshot());
await cosell.close();`;

/** Imports and requires the library, and checks its types as each way of resolving modules finds them. */
const library = async (folder: string): Promise<void> => {
  await writeFile(join(folder, 'esm.mjs'), `import { startCosell } from 'cosell';\n${LIBRARY}\n`);
  await writeFile(
    join(folder, 'common.cjs'),
    `const { startCosell } = require('cosell');\n(async () => {\n${LIBRARY}\n})();\n`,
  );
  run(folder, process.execPath, 'esm.mjs');
  run(folder, process.execPath, 'common.cjs');
  await writeFile(
    join(folder, 'typed.mts'),
    `import { startCosell } from 'cosell';\n${LIBRARY}\n// @ts-expect-error It is a string.\nconst id: number = invitationId;\nexport { id };\n`,
  );
  // The types of Node and of the SDK, which whoever uses types of both has.
  for (const scope of ['@types', '@aws-sdk', '@smithy', 'undici-types'])
    await symlink(join(root, 'node_modules', scope), join(folder, 'node_modules', scope), 'junction');
  const compiler = join(root, 'node_modules/.bin/tsc');
  for (const [module, resolution] of [
    ['node16', 'node16'],
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ] as const)
    run(
      folder,
      compiler,
      ...['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2024', '--types', 'node'],
      ...['--module', module, '--moduleResolution', resolution, 'typed.mts'],
    );
  say('Library: import and require work; types resolve with node16, nodenext and bundler.');
};

const folder = await mkdtemp(join(tmpdir(), 'cosell-package-'));
try {
  const app = join(folder, 'app');
  await mkdir(app);
  await install(app);
  run(app, 'npx', 'cosell', '--version');
  // Not by npx: it does not pass the signal on that ends the server.
  await story('Package', app, process.execPath, join(app, 'node_modules/cosell/dist/cli/main.js'));
  await library(app);
  const empty = join(folder, 'empty');
  await mkdir(empty);
  await story(
    'Single executable',
    empty,
    join(root, `out/cosell-${process.platform}-${process.arch}${SUFFIX}`),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
