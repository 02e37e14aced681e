import { describe, expect, it } from 'vitest';
import { holds } from './support.ts';

describe('a Condition on a value of the request (AWS docs: IAM JSON policy elements: Condition operators)', () => {
  it.each([
    [{ StringEquals: { 'aws:username': 'john' } }, 'john', true],
    [{ StringEquals: { 'AWS:UserName': 'john' } }, 'john', true],
    [{ StringEquals: { 'aws:username': 'john' } }, 'John', false],
    [{ StringEquals: { 'aws:username': ['ann', 'john'] } }, 'john', true],
    [{ StringEquals: { 'aws:username': 'j*' } }, 'john', false],
    [{ StringLike: { 'aws:username': 'j*n' } }, 'john', true],
    [{ StringLike: { 'aws:username': 'j?n' } }, 'john', false],
  ])('%j of %s: %s', (condition, value, outcome) => {
    expect(holds(condition, { 'aws:username': value })).toBe(outcome);
  });
});
