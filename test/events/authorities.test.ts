import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readAuthorities } from '../../src/kit/http/authorities.ts';
import { type Certificate, createAuthority } from '../support/authority.ts';
import { engagement } from '../support/data.ts';
import { eventually, withStore } from '../support/engine.ts';
import { EventPattern, eventBridgeOf, queue } from '../support/event-bridge.ts';
import { ALPHA, clientOf, startServer, temporaryFolder } from '../support/server.ts';
import { appendEvents, putDestination, putRuleWithTarget, targets, webhook } from '../support/targets.ts';

/** Starts an HTTPS server on loopback that answers OAuth clients, SQS and all others. Returns its URL and the paths called. */
const startSecure = async ({ cert, key }: Certificate) => {
  const paths: string[] = [];
  const server = createServer({ cert, key }, (request, response) => {
    paths.push(request.url ?? '');
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/x-amz-json-1.0');
      response.end(JSON.stringify({ access_token: 'token', MessageId: 'm' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, paths };
};

const lastErrorOf = (server: { endpoint: string }): Promise<string> =>
  eventually(async () => (await targets(server))[0]?.lastError);

describe('with the authority of --ca', () => {
  test('webhooks, API destinations, OAuth endpoints and AWS services are called over TLS', async () => {
    const authority = await createAuthority();
    const [other, secure] = [await createAuthority('Another'), await startSecure(await authority.issue())];
    const data = await temporaryFolder();
    await withStore(data, (store) =>
      store.transaction(async (tx) => {
        const Arn = await putDestination(
          tx,
          'd',
          { url: `${secure.url}/destination` },
          {
            OAuthParameters: {
              ClientParameters: { ClientID: 'id', ClientSecret: 'secret' },
              AuthorizationEndpoint: `${secure.url}/token`,
              HttpMethod: 'POST',
            },
          },
        );
        await putRuleWithTarget(tx, 'destination', { Arn });
        await putRuleWithTarget(tx, 'queue', { Arn: queue() });
        await appendEvents(tx, 1);
      }),
    );
    const server = await startServer({
      data,
      ca: `Some words\n${other.cert}\n${authority.cert}`,
      webhooks: [webhook('hook', `${secure.url}/hook`)],
      targetEndpoint: secure.url,
    });
    await clientOf(server, ALPHA).createEngagement(engagement());
    await eventually(() =>
      ['/token', '/destination', '/hook', '/'].every((path) => secure.paths.includes(path)),
    );
  });
});

describe('a certificate that is not trusted has its own error:', () => {
  const start = async (certificate: Certificate, ca?: string) => {
    const secure = await startSecure(certificate);
    const server = await startServer({
      webhooks: [webhook('hook', secure.url)],
      ...(ca !== undefined && { ca }),
    });
    await clientOf(server, ALPHA).createEngagement(engagement());
    const error = await lastErrorOf(server);
    expect(secure.paths).toEqual([]);
    return error;
  };
  const says = (fault: string) =>
    `CONNECTION_FAILURE: The certificate of the target ${fault}. Renew it, or start the server with --ca and the certificate of its authority.`;

  test('of an authority without --ca, or of another one', async () => {
    const [one, other] = [await createAuthority(), await createAuthority('Another')];
    const fault = 'is of no authority that this server trusts (UNABLE_TO_VERIFY_LEAF_SIGNATURE)';
    expect(await start(await one.issue())).toBe(says(fault));
    expect(await start(await one.issue(), other.cert)).toBe(says(fault));
  });

  test('of an authority of the same name, with another key', async () => {
    const [one, namesake] = [await createAuthority('Same'), await createAuthority('Same')];
    expect(await start(await namesake.issue(), one.cert)).toMatch(/^CONNECTION_FAILURE: /);
  });

  test('expired, not valid yet, or for another name', async () => {
    const authority = await createAuthority();
    const days = (count: number) => new Date(Date.now() + count * 86_400_000);
    const expired = await authority.issue({ validFrom: days(-9), validTo: days(-1) });
    expect(await start(expired, authority.cert)).toBe(says('has expired (CERT_HAS_EXPIRED)'));
    const early = await authority.issue({ validFrom: days(1), validTo: days(9) });
    expect(await start(early, authority.cert)).toBe(says('is not valid yet (CERT_NOT_YET_VALID)'));
    const elsewhere = await authority.issue({ names: ['elsewhere.example'], addresses: ['192.0.2.1'] });
    expect(await start(elsewhere, authority.cert)).toBe(
      says('is not for the name of its host (ERR_TLS_CERT_ALTNAME_INVALID)'),
    );
  });

  test('of an AWS service', async () => {
    const secure = await startSecure(await (await createAuthority()).issue());
    const server = await startServer({ targetEndpoint: secure.url });
    const client = eventBridgeOf(server);
    await client.putRule({ Name: 'r', EventPattern });
    await client.putTargets({ Rule: 'r', Targets: [{ Id: 't', Arn: queue() }] });
    await clientOf(server, ALPHA).createEngagement(engagement());
    expect(await lastErrorOf(server)).toBe(
      says('is of no authority that this server trusts (UNABLE_TO_VERIFY_LEAF_SIGNATURE)'),
    );
  });
});

describe('the certificates of authorities', () => {
  test('are those between the lines of PEM', async () => {
    const [one, other] = [(await createAuthority()).cert.trim(), (await createAuthority()).cert.trim()];
    expect(readAuthorities(`# first\n${one}\n\n# second\r\n${other}\n`)).toEqual([one, other]);
  });

  test.each(['', 'no certificate', '-----BEGIN CERTIFICATE-----'])('are missing in %j', (pem) => {
    expect(() => readAuthorities(pem)).toThrow('It has no certificate in PEM (-----BEGIN CERTIFICATE-----).');
  });

  test('that cannot be read prevent the start', async () => {
    const { cert } = await createAuthority();
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
    await expect(startServer({ ca: `${cert}\n${broken}` })).rejects.toThrow(
      'ca is not valid. Its certificate 2 cannot be read.',
    );
  });
});
