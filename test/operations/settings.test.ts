import { expect, test } from 'vitest';
import { ALPHA, BETA, clientOf, errorOf, faultsOf, readFeed, startServer } from '../support/server.ts';

const start = async () => {
  const server = await startServer();
  const settingsOf = async (account = ALPHA, Catalog = 'Sandbox') => {
    const { $metadata, ...settings } = await clientOf(server, account).getSellingSystemSettings({ Catalog });
    return settings;
  };
  const put = async (ResourceSnapshotJobRoleIdentifier?: string) => {
    const request = { Catalog: 'Sandbox', ResourceSnapshotJobRoleIdentifier };
    const { $metadata, ...settings } = await clientOf(server, ALPHA).putSellingSystemSettings(request);
    return settings;
  };
  return { server, settingsOf, put };
};
const roleArn = (name: string) => `arn:aws:iam::${ALPHA}:role/${name}`;

test('new settings hold only the catalog', async () => {
  const { settingsOf } = await start();
  expect(await settingsOf()).toEqual({ Catalog: 'Sandbox' });
});

test('the role is set by ARN, or by name in the caller’s account, and replaced by each request', async () => {
  const { settingsOf, put } = await start();
  for (const [given, kept] of [
    ['snapshots', roleArn('snapshots')],
    [roleArn('path/to/other'), roleArn('path/to/other')],
    ['snapshots@2', roleArn('snapshots@2')],
  ]) {
    const expected = { Catalog: 'Sandbox', ResourceSnapshotJobRoleArn: kept };
    expect(await put(given)).toEqual(expected);
    expect(await settingsOf()).toEqual(expected);
  }
});

test('a request without a role removes it', async () => {
  const { settingsOf, put } = await start();
  await put('snapshots');
  expect(await put()).toEqual({ Catalog: 'Sandbox' });
  expect(await settingsOf()).toEqual({ Catalog: 'Sandbox' });
});

test('settings belong to one account in one catalog, and send no events', async () => {
  const { server, settingsOf, put } = await start();
  await put('snapshots');
  expect(await settingsOf(BETA)).toEqual({ Catalog: 'Sandbox' });
  expect(await settingsOf(ALPHA, 'AWS')).toEqual({ Catalog: 'AWS' });
  expect(await readFeed(server)).toEqual([]);
});

test.each(['a role', 'arn:aws:iam::1:role/x', 'arn:aws:s3:::bucket', 'r'.repeat(65)])(
  '%s is not a role',
  async (role) => {
    const { settingsOf, put } = await start();
    const error = await errorOf(put(role));
    expect(error).toMatchObject({ name: 'ValidationException', Reason: 'REQUEST_VALIDATION_FAILED' });
    expect(faultsOf(error)).toEqual(['resourceSnapshotJobRoleIdentifier: INVALID_STRING_FORMAT']);
    expect(await settingsOf()).toEqual({ Catalog: 'Sandbox' });
  },
);
