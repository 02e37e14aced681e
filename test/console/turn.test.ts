import { expect, it } from 'vitest';
import { whyNotMoved, whyNotSubmitted } from '../../console/parts/opportunity-rules.ts';
import { turnOf } from '../../console/parts/turn.ts';

const inState = (ReviewStatus: string, Stage = 'Qualified') => ({ LifeCycle: { ReviewStatus, Stage } });

it.each([
  ['Pending Submission', 'Qualified', 'mine'],
  ['Action Required', 'Qualified', 'mine'],
  ['Submitted', 'Qualified', 'aws'],
  ['In review', 'Qualified', 'aws'],
  ['Approved', 'Committed', 'mine'],
  ['Approved', 'Launched', 'nobody'],
  ['Approved', 'Closed Lost', 'nobody'],
  ['Pending Submission', 'Closed Lost', 'nobody'],
  ['Rejected', 'Qualified', 'nobody'],
])('of an opportunity that is %s in %s, the turn is: %s', (status, stage, turn) => {
  expect(turnOf(inState(status, stage))).toBe(turn);
});

it('members that are null count as absent', () => {
  expect(turnOf({ LifeCycle: { ReviewStatus: null, Stage: null } })).toBe('mine');
  expect(turnOf({ LifeCycle: null })).toBe('mine');
});

it('only an approved opportunity that is not at its end moves to another stage', () => {
  expect(whyNotMoved(inState('Approved', 'Committed'))).toBeUndefined();
  expect(whyNotMoved(inState('Pending Submission'))).toMatch(/Submit it first/);
  expect(whyNotMoved(inState('Submitted'))).toMatch(/under review/);
  expect(whyNotMoved(inState('Action Required'))).toMatch(/AWS asked for action/);
  expect(whyNotMoved(inState('Approved', 'Launched'))).toMatch(/final/);
  expect(whyNotMoved(inState('Rejected'))).toMatch(/rejected/);
});

it('only what waits for the partner and is not lost is submitted', () => {
  expect(whyNotSubmitted(inState('Pending Submission'))).toBeUndefined();
  expect(whyNotSubmitted(inState('Action Required'))).toBeUndefined();
  expect(whyNotSubmitted(inState('Approved'))).toMatch(/Pending Submission or Action Required/);
  expect(whyNotSubmitted(inState('Pending Submission', 'Closed Lost'))).toMatch(/lost/);
});
