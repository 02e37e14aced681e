import { type FuzzCase, isBytes, type Known } from './case.ts';
import { bytesCase } from './cases/bytes.ts';
import { eventBridgeCase } from './cases/event-bridge.ts';
import { operatorCase } from './cases/operator.ts';
import { sellingCase } from './cases/selling.ts';
import { stsCase } from './cases/sts.ts';
import { faultOf } from './judge.ts';
import { createRandom, type Random } from './random.ts';
import { type Outcome, sendBytes, sendRequest } from './send.ts';
import type { FuzzedServer } from './server.ts';
import { shrink } from './shrink.ts';

/** The parts of a run: which requests go to which server. */
export type Part = 'off' | 'strict' | 'operator';

export interface Failure {
  part: Part;
  index: number;
  kind: string;
  fault: string;
  /** The request, as small as it still fails. */
  request: string;
}

export interface PartOutcome {
  sent: number;
  statuses: Map<string, number>;
  failures: Failure[];
}

export interface PartOptions {
  part: Part;
  seed: number;
  /** Indexes of cases: from `first` to before `end`, unless time is up before. */
  first: number;
  end: number;
  deadline: number;
  concurrency: number;
}

const MOST_FAILURES = 20;
/** Characters of a request that a report shows. */
const MOST_SHOWN = 2_000;

/** The case of an index. It depends on seed, part and index alone, and on what exists on the server. */
export const caseOf = (
  { part, seed }: Pick<PartOptions, 'part' | 'seed'>,
  index: number,
  known: Known,
): FuzzCase => {
  const random = createRandom(seed ^ { off: 0, strict: 1 << 20, operator: 2 << 20 }[part], index);
  if (part === 'operator') return random.chance(0.95) ? operatorCase(random) : bytesCase(random);
  return pickKind(random, known);
};

const pickKind = (random: Random, known: Known): FuzzCase => {
  const kind = random.below(100);
  if (kind < 60) return sellingCase(random, known);
  if (kind < 78) return eventBridgeCase(random);
  if (kind < 92) return stsCase(random);
  return bytesCase(random);
};

/** Sends cases until there are no more, time is up, the server has ended, or too many have failed. */
export const runPart = async (
  options: PartOptions,
  server: FuzzedServer,
  known: Known,
): Promise<PartOutcome> => {
  const outcome: PartOutcome = { sent: 0, statuses: new Map(), failures: [] };
  let next = options.first;
  const worker = async (): Promise<void> => {
    while (
      next < options.end &&
      Date.now() < options.deadline &&
      server.isAlive() &&
      outcome.failures.length < MOST_FAILURES
    ) {
      const index = next++;
      const one = caseOf(options, index, known);
      const fault = await judged(one, server, (statuses) => count(outcome, statuses));
      outcome.sent++;
      if (fault !== undefined)
        outcome.failures.push(await failureOf({ part: options.part, index, fault }, one, server));
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, worker));
  if (!server.isAlive())
    outcome.failures.push({
      part: options.part,
      index: next,
      kind: '',
      fault: 'the server has ended',
      request: '',
    });
  return outcome;
};

const count = ({ statuses }: PartOutcome, given: readonly number[]): void => {
  for (const status of given.length > 0 ? given : ['closed']) {
    statuses.set(String(status), (statuses.get(String(status)) ?? 0) + 1);
  }
};

/** Sends a case. Returns what is wrong with the answer. */
const judged = async (
  one: FuzzCase,
  server: FuzzedServer,
  seen: (statuses: readonly number[]) => void = () => {},
): Promise<string | undefined> => {
  let outcome: Outcome;
  try {
    outcome = await (isBytes(one) ? sendBytes(one, server) : sendRequest(one, server));
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    // Node's own client refuses to send it, or the server closed a connection that was kept alive for the next request.
    if (/^ERR_|^HPE_/.test(code)) return undefined;
    return code === 'ECONNRESET' || code === 'EPIPE' ? retried(one, server) : `no answer: ${message}`;
  }
  seen(outcome.statuses);
  return faultOf(one, outcome);
};

/** A request over a connection that the server was just closing may be sent again: once. */
const retried = async (one: FuzzCase, server: FuzzedServer): Promise<string | undefined> => {
  try {
    return faultOf(one, await (isBytes(one) ? sendBytes(one, server) : sendRequest(one, server)));
  } catch (error) {
    return `no answer, twice: ${(error as Error).message}`;
  }
};

const failureOf = async (
  failure: Pick<Failure, 'part' | 'index' | 'fault'>,
  one: FuzzCase,
  server: FuzzedServer,
): Promise<Failure> => {
  const { kind } = one;
  if (isBytes(one))
    return {
      ...failure,
      kind,
      request: one.chunks
        .map((chunk) => JSON.stringify(chunk.toString('latin1')))
        .join('\n')
        .slice(0, MOST_SHOWN),
    };
  const isRepeated = (await judged(one, server)) !== undefined;
  const smallest = isRepeated
    ? await shrink(one, async (smaller) => (await judged(smaller, server)) !== undefined)
    : one;
  const { method, path, headers, body } = smallest;
  const note = isRepeated ? '' : ' (not when sent again)';
  return {
    ...failure,
    kind: `${kind}${note}`,
    request: `${method} ${path} ${JSON.stringify(headers)}\n${body.toString().slice(0, MOST_SHOWN)}`,
  };
};
