import { createHash, createHmac } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { PartnerCentralSellingClient } from '@aws-sdk/client-partnercentral-selling';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Case } from './cases.ts';

/** The server that receives the requests. */
export interface Target {
  endpoint: string;
  region: string;
  /** A profile of the AWS configuration files; without one, requests are from the account 111122223333. */
  profile?: string | undefined;
}

/** The parts of a response that cases are about. */
export interface Outcome {
  status: number;
  exception: string;
  reason: string;
  faults: { FieldName?: string; Code: string }[];
}

class Sha256 {
  readonly #hash;
  constructor(secret?: string | Uint8Array) {
    this.#hash = secret ? createHmac('sha256', secret) : createHash('sha256');
  }
  update(data: string | Uint8Array): void {
    this.#hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
}

/** Sends cases as any AWS client does: awsJson1_0, signed. */
export const createSender = ({ endpoint, region, profile }: Target) => {
  const given = { accessKeyId: '111122223333', secretAccessKey: 'conformance' };
  const client = new PartnerCentralSellingClient(
    profile ? { region, profile } : { region, credentials: given },
  );
  const signer = new SignatureV4({
    service: 'partnercentral-selling',
    region,
    credentials: client.config.credentials,
    sha256: Sha256 as never,
  });
  const url = new URL(endpoint);
  const sendOnce = async ({ operation, body }: Case): Promise<Outcome> => {
    const request = await signer.sign({
      method: 'POST',
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      headers: {
        host: url.host,
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AWSPartnerCentralSelling.${operation}`,
      },
      body: JSON.stringify(body),
    });
    const answer = await fetch(url, { method: 'POST', headers: request.headers, body: request.body });
    return outcomeOf(answer, await answer.text());
  };
  return async (given: Case): Promise<Outcome> => {
    for (let tries = 1; ; tries++) {
      const outcome = await sendOnce(given);
      if (outcome.exception !== 'ThrottlingException' || tries === TRIES) return outcome;
      await setTimeout(2 ** tries * 250);
    }
  };
};

/** Attempts of a throttled request, with exponential back-off. */
const TRIES = 6;

const outcomeOf = ({ status, ok }: Response, text: string): Outcome => {
  const json = readJson(text);
  return {
    status,
    exception: ok ? '' : String(json.__type ?? 'none').replace(/^.*#/, ''),
    reason: String(json.Reason ?? ''),
    faults: Array.isArray(json.ErrorList) ? json.ErrorList : [],
  };
};

/** The members of a body; none if the response is not the API's. */
const readJson = (text: string): Record<string, unknown> => {
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    return {};
  }
};
