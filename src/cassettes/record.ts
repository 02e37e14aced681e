import { performance } from '../kit/flow/real-time.ts';
import type { Keys } from '../kit/http/sign.ts';
import { ServiceError } from '../kit/service/errors.ts';
import { isMembers, type Members } from '../kit/shape/differences.ts';
import { version } from '../server/package.ts';
import { CASSETTE_VERSION, createCassette } from './cassette.ts';
import { accountOfKey } from './http/keys.ts';
import { type Answer, type Call, type Endpoint, serveCalls } from './http/serve-calls.ts';
import { sendCall, type Upstream } from './http/upstream.ts';
import { refuseProduction } from './production.ts';
import { createLedger } from './pseudonyms/ledger.ts';
import { createPseudonyms } from './pseudonyms/pseudonyms.ts';

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
  /** Told of each call: its line in the cassette, or why it has none. */
  onCall?(told: {
    operation: string;
    status: number;
    exception?: string | undefined;
    unrecorded?: string;
  }): void;
}

/**
 * Stands between a program and an endpoint of the API: passes calls on, and writes each with its answer before the program gets
 * that. What is no answer of the API is passed on, and not recorded. Rejects if the file is there or the port is taken.
 */
export const startRecorder = async (options: RecordOptions): Promise<Endpoint> => {
  const { upstream, onCall } = options;
  const pseudonyms = createPseudonyms(createLedger(options.keep));
  const cassette = await createCassette(options.file, {
    ...{ cassette: CASSETTE_VERSION, by: `cosell ${version}`, at: new Date().toISOString() },
    upstream: /\.(?:api\.aws|amazonaws\.com)$/.test(upstream.endpoint.hostname) ? 'aws' : 'other',
    region: upstream.region,
  });
  let calls = 0;
  let broken: Error | undefined;
  const pass = async (call: Call): Promise<Answer> => {
    const input = parse(call.body);
    if (!options.passesProduction) refuseProduction(input ?? {}, upstream.endpoint);
    if (broken)
      throw new ServiceError('ServiceUnavailable', 503, `The cassette cannot be written: ${broken.message}`);
    const keys = await options.keysFor(call.accessKeyId);
    const at = new Date().toISOString();
    const began = performance.now();
    const answer = await sendCall(upstream, call, keys);
    const tookMs = Math.round(performance.now() - began);
    const { status, exception } = answer;
    const told = { operation: call.operation, status, exception };
    if (input === undefined) onCall?.({ ...told, unrecorded: 'its body is no JSON object' });
    else {
      const caller = accountOfKey(keys.accessKeyId) ?? '111122223333';
      const { operation } = call;
      const line = {
        ...{ call: ++calls, at, tookMs, caller: pseudonyms.account(caller), operation },
        input: pseudonyms.input(operation, input),
        ...{ status, ...(exception !== undefined && { exception }) },
        output:
          exception === undefined
            ? pseudonyms.output(operation, answer.members)
            : pseudonyms.exception(answer.members),
      };
      await cassette.add(line).then(
        () => onCall?.(told),
        (error: Error) => {
          broken = error;
          onCall?.({ ...told, unrecorded: error.message });
        },
      );
    }
    return answer;
  };
  const answer = (call: Call): Promise<Answer> =>
    pass(call).catch((error) => {
      const { statusCode = 500, name, message } = error as ServiceError;
      onCall?.({ operation: call.operation, status: statusCode, exception: name, unrecorded: message });
      throw error;
    });
  const endpoint = await serveCalls(options.port, answer).catch(async (error) => {
    await cassette.close();
    throw error;
  });
  return {
    url: endpoint.url,
    close: async () => {
      await endpoint.close();
      await cassette.close();
    },
  };
};

const parse = (body: Buffer): Members | undefined => {
  try {
    const value = body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
    return isMembers(value) ? value : undefined;
  } catch {
    return undefined;
  }
};
