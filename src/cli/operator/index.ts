import type { Command } from 'commander';
import { growAsNeeded } from '../start-small.ts';

/** Adds the commands that call a server, loading only those that the first word of the command line may mean. */
export const addServerCommands = async (program: Command, word: string): Promise<void> => {
  // These end soon: what a small heap costs them, a third of their time, pays for nothing.
  growAsNeeded();
  const { exportCommand, importCommand } = await import('./state.ts');
  program.addCommand(exportCommand()).addCommand(importCommand());
  const { tailCommand } = await import('./tail.ts');
  program.addCommand(tailCommand());
  if (['export', 'import', 'tail'].includes(word)) return;
  const { addActionCommands } = await import('./commands.ts');
  await addActionCommands(program);
};
