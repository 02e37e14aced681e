import { withinTime } from '../../../kit/flow/within-time.ts';
import type { HttpClient } from '../../../kit/http/client.ts';
import { matchesEventPattern, readEventPattern } from '../../../kit/pattern/event-pattern.ts';
import { CALL_TIMEOUT, failureOfAnswer, failureOfCall } from '../http-failure.ts';
import { DEFAULT_LIMITS } from '../retry.ts';
import type { DeliveryTarget } from './target.ts';

/** Where events are sent by cosell's own configuration, without EventBridge. */
export interface Webhook {
  /** What tells it from other webhooks: letters, digits, `.`, `_` and `-`. One that changes its name begins anew. */
  name: string;
  url: string;
  /** `whsec_` and, as base64, the 24 to 64 bytes that calls are signed with. */
  secret: string;
  /** The accounts whose events it gets. Default all. */
  accounts?: readonly string[] | undefined;
  /** Which events it gets: an event pattern of EventBridge. Default all. */
  pattern?: Readonly<Record<string, unknown>> | undefined;
}

/** "The 410 Gone status means that the endpoint is no longer": all others are tried again (Standard Webhooks). */
const isRetried = (status: number): boolean => status !== 410;

/**
 * A webhook that is signed after Standard Webhooks (https://www.standardwebhooks.com): the same id however often an
 * event is sent; the time is the machine's, as receivers compare it with theirs.
 */
export const webhookTarget = async (http: HttpClient, webhook: Webhook): Promise<DeliveryTarget> => {
  const { Webhook: Signer } = await import('standardwebhooks');
  const signer = new Signer(webhook.secret);
  const pattern = webhook.pattern && readEventPattern(JSON.stringify(webhook.pattern));
  const url = new URL(webhook.url);
  return {
    matches: (event) =>
      (webhook.accounts?.includes(event.account) ?? true) &&
      (!pattern || matchesEventPattern(pattern, event)),
    takePlace: () => 0,
    limits: DEFAULT_LIMITS,
    deliver: async (event, signal) => {
      const body = JSON.stringify(event);
      const now = new Date();
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'cosell',
        'webhook-id': event.id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': signer.sign(event.id, now, body),
      };
      try {
        const answer = await withinTime(signal, CALL_TIMEOUT, (limit) =>
          http.call({ method: 'POST', url, headers, body }, limit),
        );
        return failureOfAnswer(answer, isRetried);
      } catch (error) {
        return failureOfCall(error);
      }
    },
  };
};
