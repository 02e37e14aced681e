import { Command } from 'commander';

/** `cosell config`: the JSON Schema of a `--config` file, and a check of one. */
export const configCommand = (): Command =>
  new Command('config')
    .description('config schema, config check')
    .addCommand(
      new Command('schema')
        .description('Prints the JSON Schema of a --config file.')
        .addHelpText('after', '\nExample:\n  cosell config schema > cosell.schema.json')
        .action(async () => {
          const { configSchema } = await import('./config/schema.ts');
          process.stdout.write(`${JSON.stringify(configSchema(), undefined, 2)}\n`);
        }),
    )
    .addCommand(
      new Command('check')
        .description('Lists what is wrong with a --config file.')
        .argument('<file>', 'YAML or JSON')
        .addHelpText('after', '\nExample:\n  cosell config check cosell.yaml')
        .action(check),
    );

const check = async (file: string): Promise<void> => {
  try {
    const { readConfig } = await import('./config/read-config.ts');
    await readConfig(file);
    process.stdout.write(`${file} is valid.\n`);
  } catch (error) {
    process.stderr.write(`cosell: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
};
