import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { OperationName } from '../../src/model/contract.ts';
import { type Comparison, compare, type Json, type Members } from './compare.ts';

/** An answer of an operation, or a part of one. */
export type Answer = Members;

interface Recording {
  operation: OperationName;
  flow: string;
  answer: Answer;
}

/** What AWS's service answered. */
export const recordings: readonly Recording[] = JSON.parse(
  readFileSync(new URL('recorded-answers.json', import.meta.url), 'utf8'),
).answers;

/** A recording, and how the answer to the same call compares with it. */
export interface Played extends Comparison {
  flow: string;
  operation: OperationName;
  /** Which of the recordings of this operation in this flow: from 1 on. */
  number: number;
}

/** What a flow does things with. */
export interface Stage {
  /** Calls an operation as an account. Throws where it is refused. */
  call(account: string, operation: OperationName, input: object): Promise<Answer>;
  /** Calls an operation, and compares the answer with the next recording of it in this flow. */
  show(account: string, operation: OperationName, input: object): Promise<Answer>;
}

/** A flow, as the recordings name it, and how it is played. */
export interface Flow {
  name: string;
  play(stage: Stage): Promise<void>;
}

/**
 * Sends calls as AWS's own request collection does, below any SDK: the operation in the path, JSON, no target. The account
 * is the access key, as a server that trusts its machine takes it.
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

/** Plays a flow. A call that is refused ends it; what it has not shown by then is missing from the answer. */
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

/** The recordings of a flow, in the order in which each operation was called. */
export const recordingsOf = (flow: string): Recording[] => recordings.filter((one) => one.flow === flow);

/** The text at a path of an answer: `textAt(answer, 'Contexts.0.Id')`. Throws where there is none. */
export const textAt = (answer: Answer, path: string): string => {
  let value: Json | undefined = answer;
  for (const step of path.split('.')) {
    value = typeof value === 'object' && value !== null ? (value as Answer)[step] : undefined;
  }
  if (typeof value === 'string') return value;
  throw new Error(`There is no ${path} in ${JSON.stringify(answer)}.`);
};

/** A part of an answer. */
export const partOf = (answer: Answer, member: string): Answer => (answer[member] ?? {}) as Answer;

/** Lets moments differ: lists are in the order of time, and a clock counts milliseconds. */
export const tick = (): Promise<void> => setTimeout(2);
