import type { Command } from 'commander';
import { compareCommand } from './compare.ts';
import { recordCommand } from './record.ts';
import { replayCommand } from './replay.ts';

/** The commands about cassettes, which are recorded calls. */
export const cassetteCommands = (): Command[] => [recordCommand(), compareCommand(), replayCommand()];
