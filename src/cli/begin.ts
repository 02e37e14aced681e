import { styleText } from 'node:util';
import { version } from '../server/package.ts';

const title = (text: string): string => styleText('bold', text, { stream: process.stdout });

/** What `cosell` alone says, which starts nothing. */
export const beginning =
  (): string => `${title(`cosell ${version}`)}: the AWS Partner Central Selling API, on your machine.

${title('Begin here')}
  cosell demo             accept an AWS referral end to end, in one second
  cosell serve --demo     a server on http://127.0.0.1:4747 with a referral

${title('Then, in another terminal')}
  cosell refer 111122223333       AWS invites an account to an opportunity
  cosell tail                     events, as they happen
  cosell tasks                    tasks with their steps
  cosell requests                 calls of your program, and why they fail

${title('More')}
  cosell --help                   every command
  cosell serve --help             every option, with its environment variable
  cosell doctor                   what is wrong here, and what to do
`;
