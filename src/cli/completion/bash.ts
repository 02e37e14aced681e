import type { Outline } from '../outline.ts';
import { placeOf, quoted, valuePlaces, wordsAt } from './places.ts';

/** Writes the script of bash. */
export const bash = (commands: readonly Outline[]): string => {
  const { files, free, chosen } = valuePlaces(commands);
  return `# Completion of cosell in bash, written by \`cosell completion bash\`.
_cosell() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} place='' known='' i IFS=$'\\n'
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$place \${COMP_WORDS[i]}" in
      ${commands
        .slice(1)
        .map((command) => quoted(placeOf(command)))
        .join(' | ')}) place="$place \${COMP_WORDS[i]}" ;;
    esac
  done
  case "$place $previous" in
${chosen.map(([place, words]) => `    ${quoted(place)}) known=${quoted(words.join('\n'))} ;;\n`).join('')}    ${files.map(quoted).join(' | ')})
      COMPREPLY=($(compgen -f -- "$current"))
      return
      ;;
    ${free.map(quoted).join(' | ')}) return ;;
  esac
  [ -n "$known" ] || case "$place" in
${commands
  .map(
    (command) =>
      `    ${quoted(placeOf(command))}) known=${quoted(
        wordsAt(command)
          .map(({ word }) => word)
          .join('\n'),
      )} ;;\n`,
  )
  .join('')}  esac
  COMPREPLY=($(compgen -W "$known" -- "$current"))
  for i in "\${!COMPREPLY[@]}"; do printf -v "COMPREPLY[$i]" %q "\${COMPREPLY[$i]}"; done
}
complete -o default -F _cosell cosell
`;
};
