import type { Command } from 'commander';

/** Adds the commands that call a server, as far as they may be meant by the first word of the command line. */
export const addServerCommands = async (program: Command, word: string): Promise<void> => {
  const { exportCommand, importCommand } = await import('./state.ts');
  program.addCommand(exportCommand()).addCommand(importCommand());
  const { tailCommand } = await import('./tail.ts');
  program.addCommand(tailCommand());
  if (['export', 'import', 'tail'].includes(word)) return;
  const { addActionCommands } = await import('./commands.ts');
  await addActionCommands(program);
};
