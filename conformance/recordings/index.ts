import { exceptionOf, exceptions } from './exceptions.ts';
import { flows } from './flows/index.ts';
import { type Flow, type Played, playFlow, recordingsOf } from './stage.ts';

/** The share of recorded members that has to agree, exceptions counted as differing. */
const LEAST = 0.98;

export interface Report {
  members: number;
  agreed: number;
  /** Everything that is wrong, a line each; empty where the recordings are kept. */
  faults: string[];
  /** The exceptions, a line each. */
  excepted: string[];
}

/**
 * Plays every recorded flow, each on a server of its own, and compares every recorded member. What is wrong: a member that
 * differs and is no exception, an exception that agrees after all or whose member is gone, a recording that was not played,
 * and too few members that agree.
 */
export const playRecordings = async (
  start: () => Promise<{ endpoint: string; close(): Promise<void> }>,
): Promise<Report> => {
  const report: Report = { members: 0, agreed: 0, faults: [], excepted: [] };
  const kept = new Set<string>();
  for (const flow of flows) {
    const server = await start();
    const { played, stopped } = await playFlow(server.endpoint, flow);
    await server.close();
    if (stopped !== undefined) report.faults.push(`${flow.name} stopped: ${stopped}`);
    report.faults.push(...missing(flow, played));
    for (const one of played) add(report, one, kept);
  }
  report.faults.push(...stale(kept));
  const share = report.agreed / report.members;
  if (share < LEAST)
    report.faults.push(`${(100 * share).toFixed(2)} % of the members agree, not ${100 * LEAST} %`);
  return report;
};

const add = (report: Report, played: Played, kept: Set<string>): void => {
  report.members += played.members;
  report.agreed += played.members - played.differences.length;
  for (const { path, recorded, got } of played.differences) {
    const exception = exceptionOf(played, path);
    const place = `${played.flow}: ${played.operation} ${played.number}: ${path}`;
    if (exception) {
      kept.add(`${exception.flow}: ${exception.operation}: ${path}`);
      report.excepted.push(`${place}: ${exception.reason}`);
    } else {
      report.faults.push(`${place}: recorded ${recorded}, got ${got}`);
    }
  }
};

const missing = ({ name }: Flow, played: readonly Played[]): string[] => {
  const operations = new Set(recordingsOf(name).map(({ operation }) => operation));
  return [...operations].flatMap((operation) => {
    const recorded = recordingsOf(name).filter((one) => one.operation === operation).length;
    const shown = played.filter((one) => one.operation === operation).length;
    return shown === recorded ? [] : [`${name}: ${operation} was played ${shown} of ${recorded} times`];
  });
};

const stale = (kept: ReadonlySet<string>): string[] =>
  exceptions
    .flatMap(({ flow, operation, paths }) => paths.map((path) => `${flow}: ${operation}: ${path}`))
    .filter((one) => !kept.has(one))
    .map((one) => `${one} is an exception, and does not differ`);
