import { describe, expect, it } from 'vitest';
import { startServer } from '../support/server.ts';
import { send, sign } from '../support/wire.ts';

const KEY = { accessKeyId: 'AKIDALPHA', secretAccessKey: 'secret', service: 'sts' };
const ALPHA = { id: '111111111111', companyName: 'Alpha', credentials: [KEY] };
const question = {
  headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
  body: 'Action=GetCallerIdentity&Version=2011-06-15',
};

/** Returns the text of an XML element. */
const read = (xml: string, element: string): string | undefined =>
  new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1];

describe('GetCallerIdentity', () => {
  it('returns the account of a signed caller', async () => {
    const server = await startServer({ auth: 'strict', accounts: [ALPHA] });
    const { status, headers, text } = await send(server, await sign(server, question, KEY));
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/xml');
    expect(text).toContain('<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">');
    expect(read(text, 'Account')).toBe('111111111111');
    expect(read(text, 'Arn')).toBe('arn:aws:iam::111111111111:root');
    expect(read(text, 'UserId')).toBe('111111111111');
    expect(read(text, 'RequestId')).toBe(headers['x-amzn-requestid']);
  });

  it.each([
    [
      'MissingAuthenticationToken',
      403,
      (headers: Record<string, string>) => void delete headers.authorization,
    ],
    ['IncompleteSignature', 400, (headers: Record<string, string>) => void delete headers['x-amz-date']],
    [
      'InvalidClientTokenId',
      403,
      (headers: Record<string, string>) =>
        void Object.assign(headers, { authorization: headers.authorization?.replace('AKID', 'NONE') }),
    ],
    [
      'SignatureDoesNotMatch',
      403,
      (headers: Record<string, string>) =>
        void Object.assign(headers, { authorization: `${headers.authorization?.slice(0, -4)}zzzz` }),
    ],
  ])('is refused in XML as %s', async (code, expected, change) => {
    const server = await startServer({ auth: 'strict', accounts: [ALPHA] });
    const request = await sign(server, question, KEY);
    change(request.headers);
    const { status, headers, text } = await send(server, request);
    expect(status).toBe(expected);
    expect(headers['content-type']).toBe('text/xml');
    expect(text).toMatch(/^<ErrorResponse xmlns="https:\/\/sts\.amazonaws\.com\/doc\/2011-06-15\/">/);
    expect(read(text, 'Code')).toBe(code);
    expect(read(text, 'Type')).toBe('Sender');
    expect(read(text, 'Message')).toBeTruthy();
    expect(read(text, 'RequestId')).toBe(headers['x-amzn-requestid']);
  });

  it('is refused if the form is not the one that was signed', async () => {
    const server = await startServer({ auth: 'strict', accounts: [ALPHA] });
    const request = await sign(server, question, KEY);
    const { text } = await send(server, { ...request, body: 'Action=AssumeRole&Version=2011-06-15' });
    expect(read(text, 'Code')).toBe('SignatureDoesNotMatch');
  });

  it.each([
    'Action=GetFederationToken&Version=2011-06-15',
    'Action=GetCallerIdentity',
    'Action=GetCallerIdentity&Version=2011-06-16',
    'Action=%3Cx%3E',
    '',
    '%zz&&==',
  ])('and the two operations for temporary keys are the only known ones: not %s', async (body) => {
    const { status, text } = await send(await startServer(), { ...question, body });
    expect(status).toBe(400);
    expect(read(text, 'Code')).toBe('InvalidAction');
  });

  it('is refused in XML too if the form is too large', async () => {
    const { status, text } = await send(await startServer(), { ...question, body: 'a'.repeat(1_048_577) });
    expect(status).toBe(413);
    expect(read(text, 'Code')).toBe('RequestEntityTooLargeException');
  });
});
