import { styleText } from 'node:util';
import { Command } from 'commander';
import type { StoreLocation } from '../../store/index.ts';
import { placeOf } from '../place-flags.ts';
import { serveCommand } from '../serve.ts';
import type { ServeFlags } from '../serve-flags.ts';
import type { Severity } from './check.ts';
import type { Examined } from './examine.ts';

const EXIT_CODES: Readonly<Record<Severity, number>> = { ok: 0, warning: 1, error: 2 };

/** `cosell doctor`: takes the options of `serve`, and says what is wrong with them and with what they name. */
export const doctorCommand = (): Command => {
  const command = new Command('doctor')
    .description(
      'Examines configuration, store, clock, disk, targets, certificates and permissions; says what to do.',
    )
    .option('--json', 'print the findings as JSON')
    .addHelpText(
      'after',
      `
Give it the options and variables of \`cosell serve\`. It changes nothing, and works with and without a running server.
Exit codes: 0 all is well, 1 warnings, 2 errors.

Example:
  cosell doctor --data /var/lib/cosell`,
    )
    // A wrong option is an error, too, not a warning.
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : EXIT_CODES.error));
  for (const option of serveCommand().options) command.addOption(option);
  return command.action(async ({ json, ...flags }: ServeFlags & { json?: true }) => {
    const { examine, worstOf } = await import('./examine.ts');
    const location = whereIsIt(flags, command);
    const examined = await examine({ flags, command, location });
    const worst = worstOf(examined);
    process.stdout.write(
      json ? `${JSON.stringify({ worst, checks: examined }, undefined, 2)}\n` : shown(examined),
    );
    process.exitCode = EXIT_CODES[worst];
  });
};

/** Ends the command if that cannot be told, like any option that is wrong. */
const whereIsIt = (flags: ServeFlags, command: Command): StoreLocation => {
  try {
    return placeOf(flags);
  } catch (error) {
    return command.error(`error: ${(error as Error).message}`);
  }
};

const MARKS: Readonly<Record<Severity, string>> = {
  ok: styled('green', '✓'),
  warning: styled('yellow', '!'),
  error: styled('red', '✗'),
};

/** Colours, unless the output is no terminal or NO_COLOR is set. */
function styled(format: 'bold' | 'dim' | 'green' | 'red' | 'yellow', text: string): string {
  return styleText(format, text, { stream: process.stdout });
}

const shown = (examined: readonly Examined[]): string => {
  const lines = examined.flatMap(({ subject, findings }) => [
    styled('bold', subject),
    ...findings.flatMap(({ severity, says, todo }) => [
      ...indented(`${MARKS[severity]} `, says),
      ...(todo === undefined ? [] : indented('  → ', todo)),
    ]),
  ]);
  return `${lines.join('\n')}\n\n${summary(examined)}\n`;
};

/** The lines of a text, those after the first below it. */
const indented = (mark: string, text: string): string[] =>
  text.split('\n').map((line, index) => (index === 0 ? `  ${mark}${line}` : `      ${line}`));

const summary = (examined: readonly Examined[]): string => {
  const count = (wanted: Severity): number =>
    examined.flatMap(({ findings }) => findings).filter(({ severity }) => severity === wanted).length;
  const [errors, warnings] = [count('error'), count('warning')];
  if (errors + warnings === 0) return styled('green', 'All is well.');
  const told = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
  return `${told(errors, 'error')}, ${told(warnings, 'warning')}.`;
};
