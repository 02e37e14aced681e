import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ReasonCode } from '@aws-sdk/client-partnercentral-selling';

/** What the contract declares, as lines `<operation> <exception>` and `<task> <reason code>`. */

/** The SDK declares the exceptions of an operation only in its types. */
const commands = join(
  dirname(createRequire(import.meta.url).resolve('@aws-sdk/client-partnercentral-selling')),
  '../dist-types/commands',
);

export const declaredExceptions = (): string[] =>
  readdirSync(commands).flatMap((file) => {
    const [, operation] = /^(\w+)Command\.d\.ts$/.exec(file) ?? [];
    if (!operation) return [];
    const types = readFileSync(join(commands, file), 'utf8');
    const thrown = types.matchAll(/@throws \{@link (\w+)\} \((?:client|server) fault\)/g);
    return [...thrown].map(([, exception]) => `${operation} ${exception}`);
  });

/** The tasks whose ReasonCode is the enum; prospecting's is any text. */
const tasks = [
  'StartEngagementByAcceptingInvitationTask',
  'StartEngagementFromOpportunityTask',
  'StartOpportunityFromEngagementTask',
];

export const declaredReasons = (): string[] =>
  tasks.flatMap((task) => Object.values(ReasonCode).map((code) => `${task} ${code}`));
