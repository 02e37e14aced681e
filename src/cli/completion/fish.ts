import type { Outline } from '../outline.ts';
import { brief, placeOf } from './places.ts';

/** Writes the script of fish. */
export const fish = (
  commands: readonly Outline[],
): string => `# Completion of cosell in fish, written by \`cosell completion fish\`.
function __cosell_place
    set -l place ''
    for word in (commandline -opc)[2..]
        switch "$place $word"
            case ${commands
              .slice(1)
              .map((command) => quoted(placeOf(command)))
              .join(' ')}
                set place "$place $word"
        end
    end
    test "$place" = "$argv[1]"
end
complete -c cosell -f
${commands.flatMap(linesOf).join('\n')}
`;

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

const linesOf = (command: Outline): string[] => {
  const here = `complete -c cosell -n ${quoted(`__cosell_place ${quoted(placeOf(command))}`)}`;
  return [
    ...command.commands.map(
      ({ words, summary }) => `${here} -a ${quoted(words.at(-1) ?? '')} -d ${quoted(brief(summary))}`,
    ),
    ...command.options.map(({ long, takesValue, choices, takesFile, description }) => {
      const values = choices
        ? ` -xa ${quoted(choices.map((choice) => choice.replaceAll(' ', '\\ ')).join(' '))}`
        : takesFile
          ? ' -rF'
          : ' -x';
      return `${here} -l ${long.replace(/^--/, '')}${takesValue ? values : ''} -d ${quoted(brief(description))}`;
    }),
  ];
};
