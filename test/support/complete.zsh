# Prints what zsh offers for a command line: complete.zsh <folder of _cosell> <file to write to> <command line>
# Completion works in an interactive shell only, so it runs one in a pseudo terminal. zshcompwid(1): compadd -O stores the matches.
emulate -L zsh
zmodload zsh/zpty
export FOLDER=$1 OFFERED=$2
zpty shell zsh -f -i
zpty -w shell 'PROMPT= RPROMPT=; unsetopt beep; fpath=($FOLDER $fpath); autoload -Uz compinit; compinit -u -D
compadd() {
  local -a matches
  if [[ -z ${(M)@:#-[OAD]} ]]; then
    builtin compadd -O matches "$@"
    print -rl -- $matches >>$OFFERED
  fi
  builtin compadd "$@"
}
over() { print -r -- "(over)" >>$OFFERED; exit }
comppostfuncs=(over)
bindkey "^I" list-choices; print -r -- "" >$OFFERED'
zpty -w -n shell "$3"$'\t'
# The shell ends after the completion.
while zpty -r shell line; do :; done
grep -vxF -e '(over)' -e '' -- $OFFERED
