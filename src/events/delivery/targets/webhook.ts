import { nowMs } from '../../../kit/flow/real-time.ts';
import { withinTime } from '../../../kit/flow/within-time.ts';
import type { HttpClient } from '../../../kit/http/client.ts';
import { readEventPattern } from '../../../kit/pattern/event-pattern.ts';
import { CALL_TIMEOUT_MS, failureOfCall, meaningOfAnswer } from '../http-failure.ts';
import { DEFAULT_LIMITS } from '../retry.ts';
import { matchEvent } from './matching.ts';
import type { DeliveryTarget } from './target.ts';

/** A receiver of events in cosell's own configuration, without EventBridge. */
export interface Webhook {
  /** Identifies the webhook: letters, digits, `.`, `_` and `-`. A renamed webhook starts from new events. */
  name: string;
  url: string;
  /** `whsec_` followed by the signing key: 24 to 64 bytes in base64. */
  secret: string;
  /** The accounts whose events it receives. Default all. */
  accounts?: readonly string[] | undefined;
  /** An EventBridge event pattern for the events it receives. Default all. */
  pattern?: Readonly<Record<string, unknown>> | undefined;
}

/** "The 410 Gone status means that the endpoint is no longer": every other status is retried (Standard Webhooks). */
const isRetried = (status: number): boolean => status !== 410;

/**
 * A webhook signed after Standard Webhooks (https://www.standardwebhooks.com). The id stays the same in every attempt.
 * The timestamp is the machine's, not that of the server's clock, because receivers compare it with their own time.
 */
export const webhookTarget = async (http: HttpClient, webhook: Webhook): Promise<DeliveryTarget> => {
  const { Webhook: Signer } = await import('standardwebhooks');
  const signer = new Signer(webhook.secret);
  const pattern = webhook.pattern && readEventPattern(JSON.stringify(webhook.pattern));
  const url = new URL(webhook.url);
  const pool = `webhook/${webhook.name}`;
  return {
    kind: 'webhook',
    matches: (event) => {
      const isOfAccount = webhook.accounts?.includes(event.account) ?? true;
      return pattern && isOfAccount ? matchEvent(pattern, event) : { isMatch: isOfAccount, steps: 1 };
    },
    takePlace: () => 0,
    limits: DEFAULT_LIMITS,
    deliver: async (event, signal) => {
      const body = JSON.stringify(event);
      const now = new Date(nowMs());
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'cosell',
        'webhook-id': event.id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': signer.sign(event.id, now, body),
      };
      try {
        const answer = await withinTime(signal, CALL_TIMEOUT_MS, (limit) =>
          http.call({ method: 'POST', url, headers, pool, body }, limit),
        );
        return meaningOfAnswer(answer, isRetried);
      } catch (error) {
        return failureOfCall(error);
      }
    },
  };
};
