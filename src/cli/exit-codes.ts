import { Command } from 'commander';

/** What the commands exit with. Scripts rely on it. */
export const EXIT = {
  /** Done. Of `doctor`: all is well. */
  done: 0,
  /** It could not be done: options, files, database, or no server. Of `doctor`: warnings. */
  failed: 1,
  /** A server refused it. Of `doctor`: errors. Of `compare`: something differs. Of `replay`: a call was not recorded. */
  refused: 2,
} as const;

/** The same for people. */
export const exitCodes: readonly (readonly [code: number, means: string])[] = [
  [EXIT.done, 'It is done. Of `cosell doctor`: all is well.'],
  [
    EXIT.failed,
    'It could not be done: an option is wrong, a file or a database cannot be used, an init hook failed, or no server answers. Of `cosell doctor`: there are warnings.',
  ],
  [
    EXIT.refused,
    'The server refuses it, and says why. Of `cosell doctor`: there are errors. Of `cosell compare`: something differs. Of `cosell replay`: a call was made that is not recorded.',
  ],
];

/** `cosell help exit-codes`. */
export const exitCodesTopic = (): Command =>
  new Command('exit-codes')
    .configureHelp({ formatHelp: () => topic })
    .action((_flags, command: Command) => command.outputHelp());

const topic = `What the commands exit with:

${exitCodes.map(([code, means]) => `  ${code}  ${means.replace(/(.{1,72})(?:\s|$)/g, '$1\n     ').trimEnd()}`).join('\n')}

A second Ctrl-C ends \`cosell serve\` at once, which shells report as 130.
`;
