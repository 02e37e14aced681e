import { Command } from 'commander';
import { orFail } from './or-fail.ts';

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
        .option('--json', 'print JSON')
        .addHelpText('after', '\nExample:\n  cosell config check cosell.yaml')
        .action(check),
    );

const check = (file: string, { json }: { json?: true }): Promise<void> =>
  orFail(async () => {
    const { readConfig } = await import('./config/read-config.ts');
    await readConfig(file);
    process.stdout.write(json ? `${JSON.stringify({ file, valid: true })}\n` : `${file} is valid.\n`);
  });
