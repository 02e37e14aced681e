import { Argument, Command } from 'commander';
import { flatten, type Outline, outline } from '../outline.ts';
import { bash } from './bash.ts';
import { fish } from './fish.ts';
import { zsh } from './zsh.ts';

const shells: Readonly<Record<string, (commands: readonly Outline[]) => string>> = { bash, zsh, fish };

/** `cosell completion`: a script for a shell, from the whole tree of commands. */
export const completionCommand = (program: Command): Command =>
  new Command('completion')
    .description('Prints a script that makes a shell complete commands, options and their values.')
    .addArgument(new Argument('<shell>', 'whose script').choices(Object.keys(shells)))
    .addHelpText(
      'after',
      `
To have it in each new shell:
  bash  echo 'source <(cosell completion bash)' >> ~/.bashrc
  zsh   cosell completion zsh > "\${fpath[1]}/_cosell"
  fish  cosell completion fish > ~/.config/fish/completions/cosell.fish

Example:
  source <(cosell completion bash)`,
    )
    .action((shell: string) => {
      process.stdout.write(shells[shell]?.(flatten(outline(program))) ?? '');
    });
