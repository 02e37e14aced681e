import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';

/**
 * What an action and GitHub's runner say to each other.
 * Source: GitHub docs, "Workflow commands for GitHub Actions" and "Metadata syntax for GitHub Actions".
 */

export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

export const readInput = (name: string): string =>
  (process.env[`INPUT_${name.toUpperCase().replaceAll(' ', '_')}`] ?? '').trim();

type CommandFile = 'GITHUB_ENV' | 'GITHUB_OUTPUT' | 'GITHUB_STATE' | 'GITHUB_PATH' | 'GITHUB_STEP_SUMMARY';

const append = (file: CommandFile, text: string): void => {
  const path = process.env[file];
  if (!path) throw new Error(`${file} is not set. This program runs as a step of a job of GitHub Actions.`);
  appendFileSync(path, text);
};

/** The delimiter is random, so that no value can end itself and set another one. */
const appendValue = (file: CommandFile, name: string, value: string): void => {
  const end = `end-${randomUUID()}`;
  append(file, `${name}<<${end}\n${value}\n${end}\n`);
};

/** Sets a variable of the steps that follow. */
export const exportVariable = (name: string, value: string): void => appendValue('GITHUB_ENV', name, value);
export const setOutput = (name: string, value: string): void => appendValue('GITHUB_OUTPUT', name, value);
export const addPath = (folder: string): void => append('GITHUB_PATH', `${folder}\n`);
export const addSummary = (markdown: string): void => append('GITHUB_STEP_SUMMARY', `${markdown}\n`);

/** Keeps something for the step after the job. */
export const saveState = (name: string, value: string): void => appendValue('GITHUB_STATE', name, value);
export const readState = (name: string): string => process.env[`STATE_${name}`] ?? '';

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** Shows a message in the log and on the page of the run. */
export const annotate = (kind: 'notice' | 'warning' | 'error', title: string, message: string): void =>
  say(`::${kind} title=${escapeProperty(title)}::${escapeData(message)}`);

/** Replaces a secret by asterisks in everything that the job prints. */
export const mask = (secret: string): void => {
  if (secret !== '') say(`::add-mask::${escapeData(secret)}`);
};

/** Prints a text that can be opened and closed. No line of it is taken for a command, whatever a program has sent to the server. */
export const printGroup = (title: string, text: string): void => {
  const token = randomUUID();
  say(`::group::${escapeData(title)}`);
  say(`::stop-commands::${token}`);
  say(text);
  say(`::${token}::`);
  say('::endgroup::');
};
