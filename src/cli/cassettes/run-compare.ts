import { styleText } from 'node:util';
import { type Cassette, readCassette } from '../../cassettes/cassette.ts';
import type { DifferenceKind } from '../../cassettes/compare/kinds.ts';
import { openOwnStage } from '../../cassettes/compare/own-server.ts';
import { type ComparisonReport, type Found, playCassette, type Stage } from '../../cassettes/compare/play.ts';
import { sendCall } from '../../cassettes/http/upstream.ts';
import { refuseProduction } from '../../cassettes/production.ts';
import { agreement, lineOf } from '../../kit/shape/differences.ts';
import { EXIT } from '../exit-codes.ts';
import { withProgress } from '../progress.ts';
import { fitLines } from '../table.ts';
import { counted } from './counted.ts';
import { openUpstream, type UpstreamFlags } from './open-upstream.ts';

/** The flags of `cosell compare`. */
export interface CompareFlags extends UpstreamFlags {
  endpoint?: 'aws' | URL;
  ignore?: readonly DifferenceKind[];
  json?: true;
}

/** Compares, and prints the report. Throws an Error that says why it cannot. */
export const runCompare = async (file: string, flags: CompareFlags): Promise<void> => {
  const cassette = await readCassette(file);
  // Otherwise a recording of nothing would count as the same.
  if (cassette.calls.length === 0) throw new Error(`${file} has no calls, so there is nothing to compare.`);
  const stage = await openStage(cassette, flags);
  try {
    const { ignore: ignored = [] } = flags;
    const report = await withProgress('Comparing', (note) =>
      playCassette(cassette, stage, {
        ignored,
        onCall: ({ call }) => note(`call ${call} of ${cassette.calls.length}`),
      }),
    );
    process.stdout.write(flags.json ? `${JSON.stringify(report, undefined, 2)}\n` : told(report));
    process.exitCode = report.differences.length > 0 ? EXIT.refused : EXIT.done;
  } finally {
    await stage.close();
  }
};

type OpenStage = Stage & { close(): Promise<void> };

const openStage = async (cassette: Cassette, flags: CompareFlags): Promise<OpenStage> => {
  if (flags.endpoint === undefined) return openOwnStage(cassette);
  const { upstream, keysFor } = await openUpstream(flags.endpoint, flags);
  return {
    send: async (caller, operation, input) => {
      if (!flags.production) refuseProduction(input, upstream.endpoint);
      return sendCall(upstream, { operation, body: JSON.stringify(input) }, await keysFor(caller));
    },
    same: [],
    close: async () => {},
  };
};

const bold = (text: string): string => styleText('bold', text, { stream: process.stdout });

/** Writes what differs, the same difference of several calls once. */
const told = ({ calls, compared, polls, left, differences, ...counts }: ComparisonReport): string => {
  const groups = Map.groupBy(differences, ({ operation }) => operation);
  const lines = [...groups].flatMap(([operation, found]) => [
    '',
    bold(operation),
    ...[...Map.groupBy(found, subjectOf).values()].map((alike) => fitLines(`  ${lineWithCalls(alike)}`)),
  ]);
  const names = [...new Set(left.flatMap((one) => one.names))];
  const others = [
    ...(polls > 0 ? [`${counted(polls, 'poll')}: the last read of each counts.`] : []),
    ...(left.length > 0
      ? [
          `${counted(left.length, 'call')} left out, about things that only the recording has: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}.`,
        ]
      : []),
  ];
  return [
    ...lines,
    ...(lines.length > 0 ? [''] : []),
    fitLines([`${compared} of ${calls} calls compared.`, ...others].join(' ')),
    agreement(counts),
    '',
  ]
    .join('\n')
    .replace(/^\n/, '');
};

/** The same member of another element is the same difference. */
const subjectOf = ({ kind, path }: Found): string => `${kind} ${path.replace(/\[\d+\]/g, '[]')}`;

const lineWithCalls = (alike: readonly Found[]): string => {
  const [first] = alike;
  if (!first) return '';
  const calls = [...new Set(alike.map(({ call }) => call))];
  const shown = calls.slice(0, 5).join(', ') + (calls.length > 5 ? `, and ${calls.length - 5} more` : '');
  return `${lineOf(first)} (${first.kind}; ${calls.length === 1 ? 'call' : 'calls'} ${shown})`;
};
