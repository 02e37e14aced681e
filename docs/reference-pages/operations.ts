import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { operationNames } from '../../src/model/contract.ts';
import { loadOperations } from '../../src/operations/index.ts';
import { loadTaskKinds } from '../../src/tasks/index.ts';
import { differencesWith, readDifferences } from './differences.ts';
import { facts } from './facts.ts';
import { kebab, madeFrom, table } from './markdown.ts';
import { type OperationFacts, operationPage } from './operation-page.ts';

const root = new URL('../../', import.meta.url);
const sdk = dirname(
  createRequire(import.meta.url).resolve('@aws-sdk/client-partnercentral-selling/package.json'),
);

/** Returns the pages of the operations and their index, by their paths in docs/. */
export const operationPages = async (): Promise<Map<string, string>> => {
  const operations = await readOperations();
  const pages = operations.map(
    (operation) => [`reference/operations/${kebab(operation.name)}.md`, operationPage(operation)] as const,
  );
  return new Map([['reference/operations/index.md', indexPage(operations)], ...pages]);
};

const readOperations = async (): Promise<OperationFacts[]> => {
  const [all, kinds, differences, files] = await Promise.all([
    loadOperations(),
    loadTaskKinds(),
    readDifferences(),
    readdir(new URL('src/operations', root), { recursive: true }),
  ]);
  return Promise.all(
    operationNames.map(async (name) => {
      const file = files.find((path) => path.endsWith(`/${kebab(name)}.ts`));
      const permit = all.get(name)?.permit;
      if (file === undefined || !permit) throw new Error(`${name} has no file in src/operations/.`);
      const source = `src/operations/${file}`;
      return {
        name,
        permit,
        file: source,
        summary: summaryIn(await readFile(new URL(source, root), 'utf8'), name),
        exceptions: await exceptionsOf(name),
        task: [...kinds.values()].find((kind) => kind.name === name),
        differences: differencesWith(differences, name, facts[name]?.words ?? []),
      };
    }),
  );
};

/** Returns the comment of an operation's definition as text. */
const summaryIn = (source: string, name: string): string => {
  const member = name.charAt(0).toLowerCase() + name.slice(1);
  const [, comment] =
    new RegExp(`/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\nexport const ${member}\\b`).exec(source) ?? [];
  if (comment === undefined) throw new Error(`${name} has no comment that says what it does.`);
  return comment
    .replace(/^\s*\* ?/gm, '')
    .trim()
    .replace(/\n/g, ' ');
};

/** Returns the exceptions that the SDK's documentation declares for an operation. */
const exceptionsOf = async (name: string): Promise<string[]> => {
  const text = await readFile(join(sdk, `dist-types/commands/${name}Command.d.ts`), 'utf8');
  return [...text.matchAll(/@throws \{@link (\w+)\} \((?:client|server) fault\)/g)]
    .map(([, found]) => found ?? '')
    .sort();
};

const indexPage = (operations: readonly OperationFacts[]): string =>
  [
    '# Operations of the API',
    '',
    madeFrom('the operations'),
    '',
    `All ${operations.length} operations of the Partner Central Selling API. A request is a POST with \`X-Amz-Target: AWSPartnerCentralSelling.<Operation>\`, or any`,
    'AWS SDK. Every operation refuses what violates a limit with a `ValidationException` that lists every fault at once.',
    '',
    table(
      ['Operation', 'Level', 'What it does'],
      operations.map(({ name, permit, summary }) => [
        `[${name}](${kebab(name)}.md)`,
        permit.access,
        firstSentence(summary),
      ]),
    ),
    '',
  ].join('\n');

const firstSentence = (text: string): string =>
  (/^.*?[.:](?= [A-Z]|$)/.exec(text)?.[0] ?? text).replaceAll('|', '\\|');
