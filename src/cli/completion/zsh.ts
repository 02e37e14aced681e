import type { Outline } from '../outline.ts';
import { brief, placeOf, quoted, valuePlaces, wordsAt } from './places.ts';

/** Writes the script of zsh. */
export const zsh = (commands: readonly Outline[]): string => {
  const { files, free, chosen } = valuePlaces(commands);
  const described = (command: Outline): string =>
    wordsAt(command)
      .map(({ word, summary }) => quoted(`${word}:${brief(summary)}`))
      .join(' ');
  return `#compdef cosell
# Completion of cosell in zsh, written by \`cosell completion zsh\`.
_cosell() {
  local place='' i
  local -a known
  for ((i = 2; i < CURRENT; i++)); do
    case "$place \${words[i]}" in
      ${commands
        .slice(1)
        .map((command) => quoted(placeOf(command)))
        .join(' | ')}) place="$place \${words[i]}" ;;
    esac
  done
  case "$place \${words[CURRENT - 1]}" in
${chosen.map(([place, words]) => `    ${quoted(place)}) known=(${words.map(quoted).join(' ')}); compadd -a known; return ;;\n`).join('')}    ${files.map(quoted).join(' | ')}) _files; return ;;
    ${free.map(quoted).join(' | ')}) return ;;
  esac
  case "$place" in
${commands.map((command) => `    ${quoted(placeOf(command))}) known=(${described(command)}) ;;\n`).join('')}  esac
  _describe 'command or option' known || _files
}
if [ "$funcstack[1]" = _cosell ]; then _cosell "$@"; else compdef _cosell cosell; fi
`;
};
