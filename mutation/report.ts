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
  if (verdict.isKilled) return `killed   ${where} ${what}, by ${verdict.by}`;
  const { testFiles, leftOut } = verdict;
  return leftOut === 0
    ? `SURVIVED ${where} ${what}, all ${testFiles} test files`
    : `passed   ${where} ${what}, the likeliest ${testFiles} of ${testFiles + leftOut} test files`;
};

/** The last lines, and whether the score is good enough. */
export const summaryOf = (
  decided: readonly Decided[],
  { seed, minutes }: { seed: string | undefined; minutes: number },
): { text: string; isGood: boolean } => {
  const killed = decided.filter(({ verdict }) => verdict.isKilled);
  const survived = decided.filter(({ verdict }) => !verdict.isKilled && verdict.leftOut === 0);
  // Those that passed some of their tests are neither: the rest may notice them.
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
      ? ['No test that was run notices these mutations of changed lines:', ...changed.map(lineOf)]
      : []),
    ...(isGood ? [] : [`The score is under ${MARK}: write tests for what survived.`]),
  ];
  return { text: `${lines.join('\n')}\n`, isGood };
};
