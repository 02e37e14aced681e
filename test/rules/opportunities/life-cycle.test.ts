import { expect, test } from 'vitest';
import type { LifeCycle, ReviewStatus } from '../../../src/model/documents.ts';
import {
  canBeReviewed,
  isSandboxDecision,
  newLifeCycle,
  reviewedLifeCycle,
  reviewFaults,
  updatedLifeCycle,
} from '../../../src/rules/opportunities/life-cycle.ts';

const now = '2026-11-23T09:30:00.000Z';

test('a new life cycle ignores a given review and history [seen]', () => {
  const given: LifeCycle = {
    Stage: 'Qualified',
    NextSteps: 'Meet',
    ReviewStatus: 'Approved',
    ReviewComments: 'x',
    ReviewStatusReason: 'y',
    NextStepsHistory: [{ Value: 'Made up', Time: now }],
  };
  expect(newLifeCycle(given, 'Pending Submission')).toEqual({
    Stage: 'Qualified',
    NextSteps: 'Meet',
    ReviewStatus: 'Pending Submission',
  });
});

test('an opportunity without a stage is a Prospect [seen]', () => {
  expect(newLifeCycle(undefined, 'Approved')).toEqual({ Stage: 'Prospect', ReviewStatus: 'Approved' });
});

test('an update replaces all except the review and the history', () => {
  const current: LifeCycle = {
    Stage: 'Qualified',
    ReviewStatus: 'Action Required',
    ReviewComments: 'Address?',
    NextStepsHistory: [{ Value: 'Meet', Time: now }],
  };
  expect(updatedLifeCycle(current, { TargetCloseDate: '2027-01-01' }, now)).toEqual({
    TargetCloseDate: '2027-01-01',
    ReviewStatus: 'Action Required',
    ReviewComments: 'Address?',
    ReviewStatusReason: undefined,
    NextStepsHistory: current.NextStepsHistory,
  });
});

test('the history has the previous steps, newest first, also if no new ones are given', () => {
  const plan = (lifeCycle: LifeCycle, NextSteps?: string) =>
    updatedLifeCycle(lifeCycle, NextSteps === undefined ? {} : { NextSteps }, now);
  const first = plan({}, 'Meet');
  expect(first.NextStepsHistory).toBeUndefined();
  const second = plan(plan(first, 'Call'), 'Call');
  expect(second.NextStepsHistory).toEqual([{ Value: 'Meet', Time: now }]);
  expect(plan(second).NextStepsHistory?.map(({ Value }) => Value)).toEqual(['Call', 'Meet']);
});

test('the history keeps the last 50 next steps', () => {
  let lifeCycle: LifeCycle = {};
  for (let count = 0; count < 60; count++)
    lifeCycle = updatedLifeCycle(lifeCycle, { NextSteps: `step ${count}` }, now);
  expect(lifeCycle.NextStepsHistory).toHaveLength(50);
  expect(lifeCycle.NextStepsHistory?.[0]?.Value).toBe('step 58');
});

test('only a submitted opportunity can be reviewed', () => {
  const all: ReviewStatus[] = [
    'Pending Submission',
    'Submitted',
    'In review',
    'Approved',
    'Rejected',
    'Action Required',
  ];
  expect(all.filter(canBeReviewed)).toEqual(['Submitted', 'In review', 'Action Required']);
  expect(all.filter(isSandboxDecision)).toEqual(['Approved', 'Action Required']);
  expect(canBeReviewed(undefined)).toBe(false);
});

test('a review begins only from Submitted and decides from any reviewable status', () => {
  const faultOf = (ReviewStatus: ReviewStatus | undefined, decision: ReviewStatus) =>
    reviewFaults({ LifeCycle: { ReviewStatus }, RelatedEntityIdentifiers: {} }, decision).map(
      ({ Code }) => Code,
    );
  const refused = ['INVALID_RESOURCE_STATE'];
  expect(faultOf('Submitted', 'In review')).toEqual([]);
  expect(faultOf('In review', 'In review')).toEqual(refused);
  expect(faultOf('Action Required', 'In review')).toEqual(refused);
  for (const decision of ['Approved', 'Rejected', 'Action Required'] as const) {
    for (const status of ['Submitted', 'In review', 'Action Required'] as const)
      expect(faultOf(status, decision)).toEqual([]);
    for (const status of ['Pending Submission', 'Approved', 'Rejected', undefined] as const)
      expect(faultOf(status, decision)).toEqual(refused);
  }
});

test('the remarks of a review stay until AWS decides again', () => {
  const asked = reviewedLifeCycle({ Stage: 'Prospect' }, 'Action Required', {
    comments: 'City?',
    reason: 'Address',
  });
  expect(asked).toEqual({
    Stage: 'Prospect',
    ReviewStatus: 'Action Required',
    ReviewComments: 'City?',
    ReviewStatusReason: 'Address',
  });
  const again = reviewedLifeCycle(asked, 'Submitted', {});
  expect(again).toEqual({ ...asked, ReviewStatus: 'Submitted' });
  expect(reviewedLifeCycle(again, 'Approved', {})).toEqual({ Stage: 'Prospect', ReviewStatus: 'Approved' });
});
