import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readCassette } from '../../src/cassettes/cassette.ts';
import { openOwnStage } from '../../src/cassettes/compare/own-server.ts';
import { type PlayOptions, playCassette } from '../../src/cassettes/compare/play.ts';
import { type RecordOptions, startRecorder } from '../../src/cassettes/record.ts';
import { startReplay } from '../../src/cassettes/replay.ts';
import { temporaryFolder } from '../support/server.ts';

/** Records between a program and an endpoint that checks no signatures. */
export const recordTo = async (endpoint: string, changes: Partial<RecordOptions> = {}) => {
  const file = join(await temporaryFolder(), 'cassette.jsonl');
  const told: string[] = [];
  const recorder = await startRecorder({
    ...{ file, port: 0, passesProduction: false },
    upstream: { endpoint: new URL(endpoint), region: 'us-east-1', timeoutMs: 60_000 },
    keysFor: async (accessKeyId) => ({ accessKeyId, secretAccessKey: 'any' }),
    onCall: ({ operation, status, unrecorded }) =>
      told.push(`${operation} ${status}${unrecorded === undefined ? '' : `: ${unrecorded}`}`),
    ...changes,
  });
  onTestFinished(() => recorder.close());
  return { file, told, endpoint: recorder.url, close: recorder.close };
};

export const replayOf = async (file: string) => {
  const replay = await startReplay({ cassette: await readCassette(file), port: 0 });
  onTestFinished(() => replay.close());
  return { ...replay, endpoint: replay.url };
};

/** Compares a cassette with a server that begins as it did. */
export const compareWithOwn = async (file: string, options: PlayOptions = {}) => {
  const cassette = await readCassette(file);
  const stage = await openOwnStage(cassette);
  onTestFinished(() => stage.close());
  return playCassette(cassette, stage, options);
};
