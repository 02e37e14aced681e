import { styleText } from 'node:util';
import { version } from '../server/package.ts';
import { ownName } from './own-name.ts';

const title = (text: string): string => styleText('bold', text, { stream: process.stdout });

/** What `cosell` alone says, which starts nothing. */
export const beginning = (): string => {
  const rows = (...commands: readonly (readonly [words: string, what: string])[]): string => {
    const lines = commands.map(([words, what]) => [`${ownName()} ${words}`, what] as const);
    const width = Math.max(...lines.map(([line]) => line.length));
    return lines.map(([line, what]) => `  ${line.padEnd(width)}   ${what}`).join('\n');
  };
  return `${title(`cosell ${version}`)}: the AWS Partner Central Selling API, on your machine.

${title('Begin here')}
${rows(
  ['demo', 'accept an AWS referral end to end, in one second'],
  ['serve --demo', 'a server on http://127.0.0.1:4747 with a referral'],
)}

${title('Then, in another terminal')}
${rows(
  ['refer 111122223333', 'AWS invites an account to an opportunity'],
  ['tail', 'events, as they happen'],
  ['tasks', 'tasks with their steps'],
  ['requests', 'calls of your program, and why they fail'],
)}

${title('More')}
${rows(
  ['--help', 'every command'],
  ['serve --help', 'every option, with its environment variable'],
  ['doctor', 'what is wrong here, and what to do'],
)}
`;
};
