import { basename } from 'node:path';

/** Why a hook failed, and at which line of its file, if that is known. */
export class HookFault extends Error {
  readonly line: number | undefined;

  constructor(says: string, line?: number) {
    super(says);
    this.line = line;
  }
}

/** Returns the line at which an error was thrown in a file, by its stack: the place that is nearest to the throw. */
export const lineInStack = (error: unknown, path: string, url: string): number | undefined => {
  const { stack = '' } = error as Error;
  for (const line of String(stack).split('\n')) {
    for (const name of [url, path]) {
      const [, number] = line.includes(`${name}:`) ? (/^:(\d+)/.exec(line.split(name)[1] ?? '') ?? []) : [];
      if (number !== undefined) return Number(number);
    }
  }
  return undefined;
};

/** Returns the line that a shell names when it complains of a script: `x.sh: line 3: …` or `x.sh: 3: …`. */
export const lineInOutput = (lines: readonly string[], path: string): number | undefined => {
  for (const line of lines.toReversed()) {
    const [, rest = ''] = line.split(`${basename(path)}: `);
    const [, number] = /^(?:line )?(\d+):/.exec(rest) ?? [];
    if (number !== undefined) return Number(number);
  }
  return undefined;
};

/** What ends the start. */
export const hookFailed = (path: string, error: unknown): Error => {
  const line = error instanceof HookFault ? error.line : undefined;
  const says = error instanceof Error ? error.message : String(error);
  return new Error(
    `The init hook ${path} failed${line === undefined ? '' : ` at line ${line}`}: ${says.trim().replace(/[.\s]*$/, '.')} ` +
      'Mend it and start again: it runs anew from its beginning, and those before it do not run again. What it has made so far ' +
      'stays; with a new store everything begins anew.',
  );
};
