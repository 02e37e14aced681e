import type { RequestDetail } from '../../operator/request-detail-schemas.ts';
import type { Queries } from '../../store/tables.ts';
import { requestBodyOf } from './bodies.ts';
import { causedBy } from './caused.ts';
import { entryOf } from './entry.ts';
import type { Kept } from './kept.ts';
import { redactHeaders, redactUrl } from './redact.ts';
import { shownBody } from './shown-body.ts';

/** Returns a call with everything that is known of it, without secrets. */
export const detailOf = async (
  kept: Kept,
  { node, reads, eventsOf }: { node: string; reads: Queries; eventsOf: string | undefined },
): Promise<RequestDetail> => {
  const { head, bodies, requestBytes, responseLength, arn, contentType = '', keptBodies } = kept;
  const entry = entryOf(kept, node);
  const explanation =
    kept.errorCode === undefined
      ? undefined
      : await (await import('./explain/index.ts')).explain(kept, entry, reads);
  return {
    ...entry,
    ...(arn !== undefined && { principal: arn }),
    ...(head && {
      request: {
        method: head.method,
        path: redactUrl(head.url),
        headers: redactHeaders(head.headers),
        body: shownBody({
          text: requestBodyOf(bodies),
          length: requestBytes,
          contentType: head.headers['content-type'] ?? '',
          wasDropped: keptBodies === 'all' && !bodies,
        }),
      },
    }),
    response: {
      body: shownBody({
        text: bodies?.response,
        length: responseLength,
        contentType,
        wasDropped: (keptBodies === 'all' || kept.status >= 400) && !bodies,
      }),
    },
    ...(explanation && { explanation }),
    ...(await causedBy(kept, reads, eventsOf)),
  };
};
