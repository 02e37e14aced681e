import { readFile } from 'node:fs/promises';
import type { Operator } from '../../operator/action.ts';
import { checkSeed, isState, performSteps, StepError } from '../steps.ts';
import { HookFault } from './fault.ts';

/** Runs a hook with an exported state, or with a list of actions: what `--seed` takes. Throws HookFault. */
export const runJson = async (path: string, isFirst: boolean, operatorOf: () => Operator): Promise<void> => {
  const text = await readFile(path, 'utf8');
  try {
    const steps = checkSeed(parse(text));
    if (isState(steps) && !isFirst)
      throw new StepError(
        'a state replaces everything, also what the hooks before it have made. Give it the first name',
      );
    await performSteps(steps, operatorOf);
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    throw new HookFault(error.message, await lineOf(text, error.index));
  }
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which may contain a secret key.
    throw new HookFault('it is not valid JSON', firstWrongLine(text));
  }
};

/** Finds by halves the first line with which the text cannot be the beginning of a valid one: the parser does not tell it. */
const firstWrongLine = (text: string): number => {
  const lines = text.split('\n');
  let [valid, wrong] = [0, lines.length];
  while (wrong - valid > 1) {
    const middle = Math.floor((valid + wrong) / 2);
    if (canGoOn(lines.slice(0, middle).join('\n').trimEnd())) valid = middle;
    else wrong = middle;
  }
  return wrong;
};

const canGoOn = (beginning: string): boolean => {
  try {
    JSON.parse(beginning);
    return true;
  } catch (error) {
    const { message } = error as Error;
    const position = / position (\d+)/.exec(message)?.[1];
    return message.startsWith('Unexpected end') || Number(position) === beginning.length;
  }
};

/** Returns the line of an action. YAML's parser tells places, and JSON is a part of YAML. */
const lineOf = async (text: string, index: number | undefined): Promise<number | undefined> => {
  if (index === undefined) return undefined;
  const { LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const node = parseDocument(text, { lineCounter: lines, logLevel: 'silent' }).getIn([index], true);
  const { range } = node as { range?: [number, number, number] };
  return range && lines.linePos(range[0]).line;
};
