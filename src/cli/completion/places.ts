import type { Outline } from '../outline.ts';

/** How a script knows a command: its words, each after a space. The program itself is the empty text. */
export const placeOf = ({ words }: Outline): string => words.map((word) => ` ${word}`).join('');

/** Quotes a text for bash and zsh. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The words that may follow a command: its own commands and options. */
export const wordsAt = ({ commands, options }: Outline): { word: string; summary: string }[] => [
  ...commands.map(({ words, summary }) => ({ word: words.at(-1) ?? '', summary })),
  ...options.map(({ long, description }) => ({ word: long, summary: description })),
];

/** The options after which a value is expected, each with its command before it. */
export const valuePlaces = (
  commands: readonly Outline[],
): { files: string[]; free: string[]; chosen: [place: string, words: readonly string[]][] } => {
  const options = commands.flatMap((command) =>
    command.options
      .filter(({ takesValue }) => takesValue)
      .map((option) => ({ ...option, place: `${placeOf(command)} ${option.long}` })),
  );
  return {
    chosen: options.flatMap(({ place, choices }): [string, readonly string[]][] =>
      choices ? [[place, choices]] : [],
    ),
    files: options.filter(({ choices, takesFile }) => !choices && takesFile).map(({ place }) => place),
    free: options.filter(({ choices, takesFile }) => !choices && !takesFile).map(({ place }) => place),
  };
};

/** The first sentence of a text, which a menu has room for. */
export const brief = (text: string): string =>
  (text.split(/(?<=\.)\s|\s\(|;|\n/)[0] ?? '').replace(/\.$/, '').slice(0, 80);
