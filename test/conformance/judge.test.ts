import { expect, test } from 'vitest';
import { compare } from '../../conformance/recordings/compare.ts';
import type { Exception } from '../../conformance/recordings/exceptions.ts';
import { flows } from '../../conformance/recordings/flows/index.ts';
import { judge } from '../../conformance/recordings/judge.ts';
import { type Answer, type Played, recordings, recordingsOf } from '../../conformance/recordings/stage.ts';

const flow = 'Other common opportunity actions / Associating an AWS Marketplace offer';
const operation = 'GetOpportunity';
const [recorded] = recordingsOf(flow);

/** What was played of that flow, whose answer agrees but for these members. */
const played = (change: Answer = {}): Played => {
  const { members } = compare(recorded!.answer, {});
  const differences = Object.entries(change).map(([path, got]) => ({
    path,
    recorded: '"text"',
    got: String(got),
  }));
  return { flow, operation, number: 1, members, differences };
};
const exception = (...paths: string[]): Exception => ({ flow, operation, paths, reason: 'older' });

test('nothing is wrong where all agrees', () => {
  const { members, differences } = played();
  const report = { members, agreed: members, faults: [], excepted: [] };
  expect([differences, judge([{ flow, played: [played()] }], [])]).toEqual([[], report]);
});

test('a member that differs is wrong, unless it is an exception', () => {
  const plays = [{ flow, played: [played({ Arn: null })] }];
  const place = `${flow}: GetOpportunity 1: Arn`;
  expect(judge(plays, []).faults).toEqual([`${place}: recorded "text", got null`]);
  expect(judge(plays, [exception('Arn')])).toMatchObject({ faults: [], excepted: [`${place}: older`] });
});

test('an exception is wrong that does not differ, or is of another operation', () => {
  const plays = [{ flow, played: [played({ Arn: null })] }];
  expect(judge(plays, [exception('Arn', 'Id')]).faults).toEqual([
    `${flow}: GetOpportunity: Id is an exception, and does not differ`,
  ]);
  expect(judge(plays, [{ ...exception('Arn'), operation: 'ListSolutions' }]).faults).toHaveLength(2);
});

test('a flow is wrong that stopped, and a recording that was not played', () => {
  expect(judge([{ flow, played: [], stopped: 'it was refused' }], []).faults).toEqual([
    `${flow} stopped: it was refused`,
    `${flow}: GetOpportunity was played 0 of 1 times`,
  ]);
});

test('more than one in fifty that differ are too many, exceptions or not', () => {
  const paths = ['Arn', 'Id', 'Catalog'];
  const change = Object.fromEntries(paths.map((path) => [path, null]));
  const { faults } = judge([{ flow, played: [played(change)] }], [exception(...paths)]);
  expect(faults).toEqual([expect.stringMatching(/^9\d\.\d\d % of the members agree, not 98 %$/)]);
});

test('every recording belongs to a flow that is played', () => {
  const names = flows.map(({ name }) => name);
  expect(new Set(recordings.map((one) => one.flow))).toEqual(new Set(names));
});
