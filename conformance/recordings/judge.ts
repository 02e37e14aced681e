import { lineOf } from '../../src/kit/shape/differences.ts';
import type { Exception } from './exceptions.ts';
import { type Played, recordingsOf } from './stage.ts';

/** The minimum share of recorded members that agree; exceptions count as differing. */
const LEAST = 0.98;

/** A played flow, complete or not. */
export interface Play {
  flow: string;
  played: Played[];
  /** The error that stopped it. */
  stopped?: string;
}

export interface Report {
  members: number;
  agreed: number;
  /** Everything that is wrong, one line each; empty if all recordings match. */
  faults: string[];
  /** The exceptions, one line each. */
  excepted: string[];
}

/**
 * Judges the played flows. Wrong are: a member that differs without an exception, an exception that no longer differs
 * or whose member is gone, a recording that was not played, and too small a share of members that agree.
 */
export const judge = (plays: readonly Play[], exceptions: readonly Exception[]): Report => {
  const report: Report = { members: 0, agreed: 0, faults: [], excepted: [] };
  const kept = new Set<string>();
  for (const play of plays) {
    if (play.stopped !== undefined) report.faults.push(`${play.flow} stopped: ${play.stopped}`);
    report.faults.push(...notPlayed(play));
    for (const one of play.played) add(report, one, exceptions, kept);
  }
  report.faults.push(...stale(exceptions, kept));
  const share = report.agreed / report.members;
  if (share < LEAST) {
    report.faults.push(`${(100 * share).toFixed(2)} % of the members agree, not ${100 * LEAST} %`);
  }
  return report;
};

const add = (report: Report, played: Played, exceptions: readonly Exception[], kept: Set<string>): void => {
  report.members += played.members;
  report.agreed += played.members - played.differences.length;
  for (const difference of played.differences) {
    const { path } = difference;
    const exception = exceptions.find((one) => isAbout(one, played) && one.paths.includes(path));
    const place = `${played.flow}: ${played.operation} ${played.number}`;
    if (exception) {
      kept.add(nameOf(exception, path));
      report.excepted.push(`${place}: ${path}: ${exception.reason}`);
    } else {
      report.faults.push(`${place}: ${lineOf(difference)}`);
    }
  }
};

const isAbout = ({ flow, operation }: Exception, played: Played): boolean =>
  flow === played.flow && operation === played.operation;

const nameOf = ({ flow, operation }: Exception, path: string): string => `${flow}: ${operation}: ${path}`;

const notPlayed = ({ flow, played }: Play): string[] => {
  const operations = new Set(recordingsOf(flow).map(({ operation }) => operation));
  return [...operations].flatMap((operation) => {
    const recorded = recordingsOf(flow).filter((one) => one.operation === operation).length;
    const shown = played.filter((one) => one.operation === operation).length;
    return shown === recorded ? [] : [`${flow}: ${operation} was played ${shown} of ${recorded} times`];
  });
};

const stale = (exceptions: readonly Exception[], kept: ReadonlySet<string>): string[] =>
  exceptions
    .flatMap((exception) => exception.paths.map((path) => nameOf(exception, path)))
    .filter((name) => !kept.has(name))
    .map((name) => `${name} is an exception, and does not differ`);
