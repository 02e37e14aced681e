import { expect, test } from 'vitest';
import type { Session } from '../../src/access/caller.ts';
import { createSessions } from '../../src/access/sessions.ts';
import { newSealKey } from '../../src/kit/service/seal.ts';
import { stoppedClock } from '../support/clock.ts';
import { ALPHA } from '../support/server.ts';

const session = {
  account: ALPHA,
  arn: `arn:aws:sts::${ALPHA}:assumed-role/partner/me`,
  userId: 'AROAEXAMPLE:me',
  roleArn: `arn:aws:iam::${ALPHA}:role/partner`,
};

const start = (key = newSealKey()) => {
  const clock = stoppedClock();
  return { key, clock, sessions: createSessions(key, clock, 'off') };
};

const refusalOf = (find: () => Session | undefined): string => {
  try {
    return JSON.stringify(find() ?? 'unknown');
  } catch (error) {
    return (error as Error).name;
  }
};

test('a temporary key has the form of AWS’s, and leads back to its session on every node', () => {
  const { key, clock, sessions } = start();
  const given = sessions.begin(session, 900);
  expect(given.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
  expect(given.SecretAccessKey).toMatch(/^[A-Za-z0-9+/]{40}$/);
  const expiration = new Date(Date.parse(clock.now()) + 900_000).toISOString().replace(/\.\d+/, '');
  expect(given.Expiration).toBe(expiration);
  const otherNode = createSessions(key, clock, 'off');
  const found = otherNode.find(given.AccessKeyId, given.SessionToken);
  expect(found).toEqual({ ...session, issued: expect.stringMatching(/:\d\dZ$/), expiration });
  expect(otherNode.secretOf(given.AccessKeyId)).toBe(given.SecretAccessKey);
  const next = sessions.begin(session, 900);
  expect(next.AccessKeyId).not.toBe(given.AccessKeyId);
  expect(next.SecretAccessKey).not.toBe(given.SecretAccessKey);
});

test('a session expires at its moment', () => {
  const { clock, sessions } = start();
  const { AccessKeyId, SessionToken, Expiration } = sessions.begin(session, 900);
  clock.advance(Date.parse(Expiration) - Date.parse(clock.now()) - 1_000);
  expect(refusalOf(() => sessions.find(AccessKeyId, SessionToken))).toContain(ALPHA);
  clock.advance(1_000);
  expect(refusalOf(() => sessions.find(AccessKeyId, SessionToken))).toBe('ExpiredTokenException');
});

test('a temporary key is refused without its token, with that of another key, and with a damaged one', () => {
  const { sessions } = start();
  const { AccessKeyId, SessionToken } = sessions.begin(session, 900);
  const other = sessions.begin(session, 900);
  const otherServer = start().sessions.begin(session, 900);
  for (const token of [undefined, '', 'FwoGZXIvYXdz', other.SessionToken, `${SessionToken}A`]) {
    expect(refusalOf(() => sessions.find(AccessKeyId, token))).toBe('UnrecognizedClientException');
  }
  expect(refusalOf(() => sessions.find(otherServer.AccessKeyId, otherServer.SessionToken))).toBe(
    'UnrecognizedClientException',
  );
  expect(refusalOf(() => sessions.find('AKIDEXAMPLE', SessionToken))).toBe('UnrecognizedClientException');
});

test('a key that no cosell server created has no session, with or without a token', () => {
  const { sessions } = start();
  const { AccessKeyId } = sessions.begin(session, 900);
  const last = AccessKeyId.endsWith('A') ? 'B' : 'A';
  const keys = ['AKIDEXAMPLE', ALPHA, 'ASIAIOSFODNN7EXAMPLE', `${AccessKeyId.slice(0, -1)}${last}`];
  for (const key of keys) {
    expect(
      refusalOf(() => sessions.find(key, undefined)),
      key,
    ).toBe('"unknown"');
    expect(
      refusalOf(() => sessions.find(key, 'FwoGZXIvYXdz')),
      key,
    ).toBe('"unknown"');
  }
});

test('a key that was issued without authentication is not accepted with it, nor the reverse', () => {
  const { key, clock, sessions } = start();
  const strict = createSessions(key, clock, 'strict');
  const open = sessions.begin(session, 900);
  const signed = strict.begin(session, 900);
  expect(refusalOf(() => strict.find(open.AccessKeyId, open.SessionToken))).toBe(
    'UnrecognizedClientException',
  );
  expect(refusalOf(() => sessions.find(signed.AccessKeyId, signed.SessionToken))).toBe(
    'UnrecognizedClientException',
  );
  expect(strict.secretOf(open.AccessKeyId)).not.toBe(open.SecretAccessKey);
});

test('a token leads to its session only with its own key, also if it was opened before', () => {
  const { sessions } = start();
  const one = sessions.begin(session, 900);
  const other = sessions.begin(session, 900);
  for (let time = 0; time < 2; time++) {
    expect(sessions.find(one.AccessKeyId, one.SessionToken)).toMatchObject(session);
    expect(refusalOf(() => sessions.find(other.AccessKeyId, one.SessionToken))).toBe(
      'UnrecognizedClientException',
    );
  }
});
