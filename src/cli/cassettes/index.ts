import type { Command } from 'commander';
import { recordCommand } from './record.ts';
import { replayCommand } from './replay.ts';

/** The commands about cassettes, which are recorded calls. */
export const cassetteCommands = (): Command[] => [recordCommand(), replayCommand()];
