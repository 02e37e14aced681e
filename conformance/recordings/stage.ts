import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { Comparison, Json, Members } from '../../src/kit/shape/differences.ts';
import type { OperationName } from '../../src/model/contract.ts';
import { compare } from './compare.ts';

/** A response of an operation, or a part of one. */
export type Answer = Members;

interface Recording {
  operation: OperationName;
  flow: string;
  answer: Answer;
}

/** The recorded responses of AWS's service. */
export const recordings: readonly Recording[] = JSON.parse(
  readFileSync(new URL('recorded-answers.json', import.meta.url), 'utf8'),
).answers;

/** A recording, and how the response to the same call compares with it. */
export interface Played extends Comparison {
  flow: string;
  operation: OperationName;
  /** The number of this recording among those of its operation in this flow, from 1. */
  number: number;
}

/** The calls that a flow may make. */
export interface Stage {
  /** Calls an operation as an account. Throws if it is refused. */
  call(account: string, operation: OperationName, input: object): Promise<Answer>;
  /** Calls an operation and compares the response with the operation's next recording in this flow. */
  show(account: string, operation: OperationName, input: object): Promise<Answer>;
}

/** A flow by its name in the recordings, and the function that plays it. */
export interface Flow {
  name: string;
  play(stage: Stage): Promise<void>;
}

/**
 * Sends calls like AWS's own request collection, below any SDK: the operation in the path, JSON, no target. The access
 * key is the account, as a server with authentication off reads it.
 */
const createCall =
  (endpoint: string): Stage['call'] =>
  async (account, operation, input) => {
    const response = await fetch(`${endpoint}/${operation}`, {
      method: 'POST',
      headers: {
        accept: 'application/json, text/javascript, */*; q=0.01',
        'content-type': 'application/json; charset=UTF-8',
        authorization: `AWS4-HMAC-SHA256 Credential=${account}/20261123/us-east-1/partnercentral-selling/aws4_request`,
      },
      body: JSON.stringify({ Catalog: 'Sandbox', ...input }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${operation} of ${account}: ${text}`);
    return text ? JSON.parse(text) : {};
  };

/** Plays a flow. A refused call ends it; what it has not shown by then is missing from the result. */
export const playFlow = async (
  endpoint: string,
  { name, play }: Flow,
): Promise<{ played: Played[]; stopped?: string }> => {
  const call = createCall(endpoint);
  const played: Played[] = [];
  const show: Stage['show'] = async (account, operation, input) => {
    const number = 1 + played.filter((one) => one.operation === operation).length;
    const recording = recordingsOf(name).filter((one) => one.operation === operation)[number - 1];
    if (!recording) throw new Error(`${name} has no recording ${number} of ${operation}.`);
    const answer = await call(account, operation, input);
    played.push({ flow: name, operation, number, ...compare(recording.answer, answer) });
    return answer;
  };
  try {
    await play({ call, show });
    return { played };
  } catch (error) {
    return { played, stopped: error instanceof Error ? error.message : String(error) };
  }
};

/** The recordings of a flow, in the order of the calls of each operation. */
export const recordingsOf = (flow: string): Recording[] => recordings.filter((one) => one.flow === flow);

/** Returns the string at a path of a response: `textAt(answer, 'Contexts.0.Id')`. Throws if there is none. */
export const textAt = (answer: Answer, path: string): string => {
  let value: Json | undefined = answer;
  for (const step of path.split('.')) {
    value = typeof value === 'object' && value !== null ? (value as Answer)[step] : undefined;
  }
  if (typeof value === 'string') return value;
  throw new Error(`There is no ${path} in ${JSON.stringify(answer)}.`);
};

/** A structure of a response; empty if it is missing. */
export const partOf = (answer: Answer, member: string): Answer => (answer[member] ?? {}) as Answer;

/** Waits until the clock's milliseconds have changed, because lists are in the order of timestamps. */
export const tick = (): Promise<void> => setTimeout(2);
