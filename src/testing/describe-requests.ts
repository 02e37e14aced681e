import type { Cosell } from '../index.ts';
import type { RequestDetail } from '../operator/request-detail-schemas.ts';
import { requestEffects, requestExplanation, withoutControls } from '../operator/show-request.ts';

/** More calls than these are counted only: the end of a test is the part that failed. */
const SHOWN = 20;
/** Maximum length of a body in a failure's output. */
const BODY_LENGTH = 600;

type Requests = Pick<Cosell, 'requests'>;

/** Describes the calls in the journal for the output of a failed test, oldest first: refused ones with the reason and near misses. */
export const describeRequests = async ({ requests }: Requests): Promise<string> => {
  const { requests: entries, next } = await requests.list({ limit: 1000 });
  if (entries.length === 0) return 'cosell got no request in this test.';
  const newest = entries.slice(0, SHOWN).reverse();
  const details = await Promise.all(newest.map(({ id }) => requests.get({ id })));
  const total = `${entries.length}${next === undefined ? '' : ' or more'}`;
  const which = entries.length > SHOWN ? `The last ${SHOWN} of ${total} requests` : 'The requests';
  const first = entries.length - newest.length + 1;
  return withoutControls(
    [
      `${which} that cosell got in this test, oldest first:`,
      ...details.flatMap((detail, index) => describe(detail, first + index)),
    ].join('\n'),
  );
};

const describe = (detail: RequestDetail, number: number): string[] => {
  const { operation, service, account, accessKeyId, status, errorCode, outcome, resources } = detail;
  const who = account ?? accessKeyId ?? 'nobody known';
  const about = resources.length > 0 ? ` (${resources.slice(0, 3).join(', ')})` : '';
  const head = `${number}. ${who} ${operation ?? `(${service})`} → ${status} ${errorCode ?? outcome}${about}`;
  const why =
    outcome === 'ok' ? [] : [...requestExplanation(detail), ...sent(detail), `request id: ${detail.id}`];
  const more = [...why, ...requestEffects(detail)].filter((line) => line !== '');
  return [`  ${head}`, ...more.map((line) => `     ${line}`)];
};

const sent = ({ request }: RequestDetail): string[] => {
  if (!request) return [];
  const { json, text } = request.body;
  const body = json === undefined ? text : JSON.stringify(json);
  if (body === undefined) return [];
  return [
    `Sent: ${body.length > BODY_LENGTH ? `${body.slice(0, BODY_LENGTH)}… (${body.length} characters)` : body}`,
  ];
};
