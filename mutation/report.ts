import type { Verdict } from './judge.ts';
import type { Queued } from './queue.ts';

/** A mutation, and what became of it. */
export interface Decided {
  mutation: Queued;
  verdict: Verdict;
}

/**
 * A score is judged if so many mutations are decided: of fewer, chance decides. A suite that kills 85 % of all mutations misses
 * the mark with 20 of them in one run of 50, and with more in fewer.
 */
const FEWEST = 20;
const MARK = 0.7;

const oneLine = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim() || '(nothing)';
  return line.length > 70 ? `${line.slice(0, 69)}…` : line;
};

/** One mutation in a line. */
export const lineOf = ({ mutation, verdict }: Decided): string => {
  const { file, line, kind, before, after, isChanged } = mutation;
  const where = `${file}:${line}${isChanged ? ' (changed)' : ''}`;
  const what = `${kind}: ${oneLine(before)} → ${oneLine(after)}`;
  return verdict.isKilled
    ? `killed   ${where} ${what}, by ${verdict.by}`
    : `SURVIVED ${where} ${what}, all ${verdict.testFiles} test files`;
};

/** The last lines, and whether the score is good enough. */
export const summaryOf = (
  decided: readonly Decided[],
  { seed, minutes }: { seed: string | undefined; minutes: number },
): { text: string; isGood: boolean } => {
  const survived = decided.filter(({ verdict }) => !verdict.isKilled);
  const score = 1 - survived.length / Math.max(decided.length, 1);
  const counts = `${decided.length - survived.length} killed, ${survived.length} survived`;
  const run = `in ${minutes.toFixed(1)} minutes${seed === undefined ? '' : `, seed ${seed}`}`;
  const changed = survived.filter(({ mutation }) => mutation.isChanged);
  const isGood = decided.length < FEWEST || score >= MARK;
  const lines = [
    `\nscore ${score.toFixed(2)}: ${counts}, ${run}`,
    ...(changed.length > 0
      ? ['No test notices these mutations of changed lines:', ...changed.map(lineOf)]
      : []),
    ...(isGood ? [] : [`The score is under ${MARK}: write tests for what survived.`]),
  ];
  return { text: `${lines.join('\n')}\n`, isGood };
};
