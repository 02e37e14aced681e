import type { Verdict } from './judge.ts';
import type { Queued } from './queue.ts';

/** A mutation and its outcome. */
export interface Decided {
  mutation: Queued;
  verdict: Verdict;
}

/**
 * The least number of decided mutations for a score to fail: with fewer, chance prevails. A suite that kills 85 % of all
 * mutations misses the mark with a sample of 20 in one run of 50, and less often with larger samples.
 */
const FEWEST = 20;
const MARK = 0.7;

const oneLine = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim() || '(nothing)';
  return line.length > 70 ? `${line.slice(0, 69)}…` : line;
};

/** Formats one mutation as a line. */
export const lineOf = ({ mutation, verdict }: Decided): string => {
  const { file, line, kind, before, after, isChanged } = mutation;
  const where = `${file}:${line}${isChanged ? ' (changed)' : ''}`;
  const what = `${kind}: ${oneLine(before)} → ${oneLine(after)}`;
  if (verdict.isKilled) return `killed   ${where} ${what}, by ${verdict.by}`;
  const { testFiles, leftOut } = verdict;
  return leftOut === 0
    ? `SURVIVED ${where} ${what}, all ${testFiles} test files`
    : `passed   ${where} ${what}, the likeliest ${testFiles} of ${testFiles + leftOut} test files`;
};

/** Returns the last lines of the report, and whether the score is good enough. */
export const summaryOf = (
  decided: readonly Decided[],
  { seed, minutes }: { seed: string | undefined; minutes: number },
): { text: string; isGood: boolean } => {
  const killed = decided.filter(({ verdict }) => verdict.isKilled);
  const survived = decided.filter(({ verdict }) => !verdict.isKilled && verdict.leftOut === 0);
  // A mutation that passed only some of its tests is neither: the rest may notice it.
  const judged = killed.length + survived.length;
  const score = judged === 0 ? 1 : killed.length / judged;
  const open = decided.length - judged;
  const counts = `${killed.length} killed, ${survived.length} survived, ${open} passed the likeliest tests`;
  const run = `in ${minutes.toFixed(1)} minutes${seed === undefined ? '' : `, seed ${seed}`}`;
  const changed = decided.filter(({ mutation, verdict }) => mutation.isChanged && !verdict.isKilled);
  const isGood = judged < FEWEST || score >= MARK;
  const lines = [
    `\nscore ${score.toFixed(2)}: ${counts}, ${run}`,
    ...(changed.length > 0
      ? ['None of the tests that ran notices these mutations of changed lines:', ...changed.map(lineOf)]
      : []),
    ...(isGood ? [] : [`The score is below ${MARK}: write tests for the mutations that survived.`]),
  ];
  return { text: `${lines.join('\n')}\n`, isGood };
};
