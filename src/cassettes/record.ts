import { DEFAULT_ACCOUNT } from '../access/authenticator.ts';
import { performance } from '../kit/flow/real-time.ts';
import type { Keys } from '../kit/http/sign.ts';
import { ServiceError } from '../kit/service/errors.ts';
import { isMembers, type Members } from '../kit/shape/differences.ts';
import { version } from '../server/package.ts';
import { CASSETTE_VERSION, type CassetteWriter, createCassette } from './cassette.ts';
import { accountOfKey } from './http/keys.ts';
import { type Answer, type Call, type Endpoint, serveCalls } from './http/serve-calls.ts';
import { type ApiAnswer, sendCall, type Upstream } from './http/upstream.ts';
import { refuseProduction } from './production.ts';
import { createLedger } from './pseudonyms/ledger.ts';
import { createPseudonyms, type Pseudonyms } from './pseudonyms/pseudonyms.ts';

export interface RecordOptions {
  /** The cassette, a file that is not there yet. */
  file: string;
  /** 0 picks one. */
  port: number;
  upstream: Upstream;
  /** Returns the keys to sign with for a caller's access key id. */
  keysFor(accessKeyId: string): Promise<Keys>;
  /** Texts that stay as they are. */
  keep?: readonly string[];
  /** Whether calls in the catalog AWS, whose opportunities are real, are passed on, too. */
  passesProduction: boolean;
  /** Begins the cassette. Default in its file. For tests of disks that fail. */
  open?: typeof createCassette;
  /** Told of each call: its line in the cassette, or why it has none. */
  onCall?(told: {
    operation: string;
    status: number;
    exception?: string | undefined;
    unrecorded?: string;
  }): void;
}

export interface Recorder extends Endpoint {
  /** Why the cassette cannot be written any more; undefined if it can. */
  readonly failure: Error | undefined;
}

/**
 * Stands between a program and an endpoint of the API: passes calls on, and writes each with its answer before the program gets
 * that. What is no answer of the API is passed on, and not recorded. Rejects if the file is there or the port is taken.
 */
export const startRecorder = async (options: RecordOptions): Promise<Recorder> => {
  const { file, port, upstream, onCall, open = createCassette } = options;
  const opened = Promise.withResolvers<CassetteWriter>();
  const recording = { options, cassette: opened.promise, ...newRecording(options.keep) };
  const endpoint = await serveCalls(port, (call) =>
    pass(call, recording).catch((error: ServiceError) => {
      const { statusCode = 500, name, message } = error;
      onCall?.({ operation: call.operation, status: statusCode, exception: name, unrecorded: message });
      throw error;
    }),
  );
  // Only now: a port that is taken leaves no file behind.
  opened.promise.catch(() => {});
  await open(file, {
    ...{ cassette: CASSETTE_VERSION, by: `cosell ${version}`, at: new Date().toISOString() },
    upstream: /\.(?:api\.aws|amazonaws\.com)$/.test(upstream.endpoint.hostname) ? 'aws' : 'other',
    region: upstream.region,
  }).then(opened.resolve, opened.reject);
  const cassette = await opened.promise.catch(async (error) => {
    await endpoint.close();
    throw error;
  });
  return {
    url: endpoint.url,
    get failure() {
      return recording.failure;
    },
    close: async () => {
      await endpoint.close();
      await cassette.close();
    },
  };
};

interface Recording {
  options: RecordOptions;
  cassette: Promise<CassetteWriter>;
  pseudonyms: Pseudonyms;
  calls: number;
  failure: Error | undefined;
}

const newRecording = (keep: readonly string[] | undefined) => ({
  pseudonyms: createPseudonyms(createLedger(keep)),
  ...{ calls: 0, failure: undefined as Error | undefined },
});

/** Passes a call on, and writes it. What the upstream did is told to the program even if it cannot be written. */
const pass = async (call: Call, recording: Recording): Promise<Answer> => {
  const { options, failure } = recording;
  const { operation } = call;
  const input = parse(call.body);
  if (!options.passesProduction) refuseProduction(input ?? {}, options.upstream.endpoint);
  if (failure)
    throw new ServiceError('ServiceUnavailable', 503, `The cassette cannot be written: ${failure.message}`);
  const cassette = await recording.cassette;
  const keys = await options.keysFor(call.accessKeyId);
  const at = new Date().toISOString();
  const began = performance.now();
  const answer = await sendCall(options.upstream, call, keys);
  const tookMs = Math.round(performance.now() - began);
  const { status, exception } = answer;
  const told = { operation, status, exception };
  if (input === undefined) options.onCall?.({ ...told, unrecorded: 'its body is no JSON object' });
  else {
    const caller = accountOfKey(keys.accessKeyId) ?? DEFAULT_ACCOUNT;
    const line = lineOf({ operation, caller, input, answer }, recording.pseudonyms);
    recording.calls += 1;
    await cassette.add({ call: recording.calls, at, tookMs, ...line }).then(
      () => options.onCall?.(told),
      (error: Error) => {
        recording.failure = error;
        options.onCall?.({ ...told, unrecorded: error.message });
      },
    );
  }
  return answer;
};

/** Returns a call as the cassette has it. */
const lineOf = (
  {
    operation,
    caller,
    input,
    answer: { status, exception, members },
  }: { operation: string; caller: string; input: Members; answer: ApiAnswer },
  pseudonyms: Pseudonyms,
) => ({
  caller: pseudonyms.account(caller),
  operation,
  input: pseudonyms.input(operation, input),
  status,
  ...(exception !== undefined && { exception }),
  output: exception === undefined ? pseudonyms.output(operation, members) : pseudonyms.exception(members),
});

const parse = (body: Buffer): Members | undefined => {
  try {
    const value = body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
    return isMembers(value) ? value : undefined;
  } catch {
    return undefined;
  }
};
