import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { sleep } from '../../kit/flow/sleep.ts';
import type { Members } from '../../kit/shape/differences.ts';
import type { Cassette, Recorded } from '../cassette.ts';
import { mapTexts } from '../texts.ts';
import { type AnswerDifference, compareAnswers, type Got } from './compare-answers.ts';
import type { DifferenceKind } from './kinds.ts';
import { copyOf, createWorld, inputHere, noteSent, noteTold, unknownIn, type World } from './world.ts';

/** Where a cassette is played. */
export interface Stage {
  /** Calls an operation as a recorded caller. Throws if there is no answer of the API. */
  send(caller: string, operation: string, input: Members): Promise<Got>;
  /** Told when the next call was made. */
  at?(moment: string): Promise<void>;
  /** Recorded things that are the same there. */
  same: Iterable<string>;
}

/** A difference, and the recorded call that it is of. */
export interface Found extends AnswerDifference {
  call: number;
  operation: string;
}

export interface ComparisonReport {
  calls: number;
  compared: number;
  /** Reads that the program repeated until it saw what it waited for; the last of each counts. */
  polls: number;
  /** Calls about things that only the recording has. */
  left: { call: number; operation: string; names: string[] }[];
  members: number;
  agreed: number;
  differences: Found[];
}

export interface PlayOptions {
  ignored?: readonly DifferenceKind[];
  onCall?(call: Recorded): void;
}

/** How often, and after what pause, a read is repeated that the program repeated too. */
const [POLLS, POLL_MS] = [20, 100];

/** Makes the calls of a cassette, one after another, and compares the answers. */
export const playCassette = async (
  { calls }: Cassette,
  stage: Stage,
  { ignored = [], onCall }: PlayOptions = {},
): Promise<ComparisonReport> => {
  let world = createWorld(stage.same);
  const tokens = new Map<string, string>();
  const report: ComparisonReport = {
    ...{ calls: calls.length, compared: 0, polls: 0, left: [], members: 0, agreed: 0, differences: [] },
  };
  for (const [index, recorded] of calls.entries()) {
    const { call, operation, caller, input } = recorded;
    onCall?.(recorded);
    const names = unknownIn(input, world);
    if (isRepeatedBy(recorded, calls[index + 1])) report.polls += 1;
    else if (names.length > 0) report.left.push({ call, operation, names });
    else {
      noteSent(input, world);
      await stage.at?.(recorded.at);
      const here = withTokens(inputHere(input, world), tokens);
      const isPolled = isRepeatedBy(calls[index - 1], recorded);
      for (let tries = 1; ; tries++) {
        const trial: World = copyOf(world);
        const { members, differences } = compareAnswers(
          recorded,
          await stage.send(caller, operation, here),
          trial,
        );
        if (isPolled && differences.length > 0 && tries < POLLS) {
          await sleep(POLL_MS);
          continue;
        }
        world = trial;
        const counted = differences.filter(({ kind }) => !ignored.includes(kind));
        report.compared += 1;
        report.members += members;
        report.agreed += Math.max(0, members - counted.length);
        report.differences.push(...counted.map((difference) => ({ call, operation, ...difference })));
        break;
      }
    }
    noteTold(recorded.output, world);
  }
  return report;
};

const isRepeatedBy = (one: Recorded | undefined, next: Recorded | undefined): boolean =>
  one !== undefined &&
  next !== undefined &&
  /^(?:Get|List)/.test(one.operation) &&
  one.operation === next.operation &&
  one.caller === next.caller &&
  isDeepStrictEqual(one.input, next.input);

/** A client token of another run would get the answer of that run. One that the API refuses stays. */
const withTokens = (input: Members, tokens: Map<string, string>): Members =>
  mapTexts(input, (text, member) => {
    if (member !== 'ClientToken' || text === '' || text.length > 255) return text;
    const token = tokens.get(text) ?? randomUUID();
    tokens.set(text, token);
    return token;
  }) as Members;
