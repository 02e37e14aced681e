#!/usr/bin/env node
import './start-small.ts';
import { Command } from 'commander';
import { version } from '../server/version.ts';
import { migrateCommand } from './migrate.ts';
import { moveCommand } from './move.ts';
import { serveCommand } from './serve.ts';

/** The command line: `cosell serve`, `cosell migrate`, `cosell move`, `cosell demo`. */
const cosell = new Command('cosell')
  .description('A self-hosted co-sell engagement server that speaks the AWS Partner Central Selling API.')
  .version(version)
  .addCommand(serveCommand(), { isDefault: true })
  .addCommand(migrateCommand())
  .addCommand(moveCommand())
  .addCommand(
    new Command('demo')
      .description('Accepts an AWS referral end to end, on a server of its own, and shows what came of it.')
      .action(async () => (await import('./demo.ts')).demo()),
  );

await cosell.parseAsync();
