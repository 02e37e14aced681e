import type { DeliveryEntry } from '../src/operator/delivery-schemas.ts';
import type { RequestDetail } from '../src/operator/request-detail-schemas.ts';
import type { RequestEntry } from '../src/operator/request-schemas.ts';
import { showDeliveries } from '../src/operator/show-deliveries.ts';
import {
  requestExplanation,
  showRequest,
  showRequests,
  withoutControls,
} from '../src/operator/show-request.ts';
import { callOperator, type Operated } from './operator.ts';
import { addSummary, printGroup } from './runner.ts';

/** More calls than these are only counted: the end of a job is the part that failed. */
const MOST_CALLS = 200;
const MOST_REFUSED = 20;
const MOST_EVENTS = 50;
/** A summary may have 1 MiB. Source: GitHub docs, "Workflow commands": step isolation and limits. */
const MOST_DETAIL_LETTERS = 8_000;

interface FeedEntry {
  event: { time: string; account: string; 'detail-type': string; resources: string[]; detail: unknown };
}
interface TaskEntry {
  id: string;
  operation: string;
  account: string;
  status: string;
  reasonCode?: string;
  message?: string;
}

/** Prints what a server saw into the log of the job, in groups, and into the summary of the run. */
export const printReport = async (server: Operated): Promise<void> => {
  const get = async <Answer>(path: string): Promise<Answer> =>
    (await callOperator(server, 'GET', path)) as Answer;
  const { requests } = await get<{ requests: RequestEntry[] }>('/_cosell/requests?limit=1000');
  const failed = requests.filter(({ outcome }) => outcome !== 'ok');
  const details = await Promise.all(
    failed.slice(0, MOST_REFUSED).map(({ id }) => get<RequestDetail>(`/_cosell/requests/${id}`)),
  );
  const { events } = await get<{ events: FeedEntry[] }>(`/_cosell/feed?limit=${MOST_EVENTS}`);
  const { tasks } = await get<{ tasks: TaskEntry[] }>(`/_cosell/tasks?limit=${MOST_CALLS}`);
  const { deliveries } = await get<{ deliveries: DeliveryEntry[] }>(
    `/_cosell/deliveries?limit=${MOST_CALLS}`,
  );
  const undelivered = deliveries.filter(({ outcome }) => outcome !== 'delivered');
  const unfinished = tasks.filter(({ status }) => status !== 'COMPLETE');

  const calls = withoutControls(showRequests({ requests: requests.slice(0, MOST_CALLS) }));
  printGroup(`cosell: ${countOf(requests.length, 'call')}, ${failed.length} unsuccessful`, calls);
  for (const detail of details) printGroup(`cosell: ${titleOf(detail)}`, showRequest(detail));
  if (unfinished.length > 0)
    printGroup('cosell: tasks that are not COMPLETE', linesOf(unfinished.map(taskLine)));
  if (undelivered.length > 0)
    printGroup('cosell: deliveries that did not arrive', showDeliveries({ deliveries: undelivered }));
  printGroup(`cosell: the newest ${countOf(events.length, 'event')}`, linesOf(events.map(eventLine)));
  addSummary(summaryOf({ requests, failed, details, unfinished }));
};

const countOf = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
const linesOf = (lines: readonly string[]): string => withoutControls(lines.join('\n'));

const titleOf = ({
  operation,
  service,
  status,
  errorCode,
  outcome,
  account,
  accessKeyId,
}: RequestDetail): string =>
  withoutControls(
    `${operation ?? `a request to ${service}`}: ${errorCode ?? outcome} (HTTP ${status}) for ${account ?? accessKeyId ?? 'nobody known'}`,
  ).replaceAll('\n', ' ');

const taskLine = ({ id, operation, account, status, reasonCode, message }: TaskEntry): string =>
  [`${status}  ${operation} ${id} of ${account}`, reasonCode, message].filter(Boolean).join(': ');

const eventLine = ({ event }: FeedEntry): string =>
  `${event.time}  ${event.account}  ${event['detail-type']}  ${event.resources[0] ?? JSON.stringify(event.detail)}`;

interface Summarized {
  requests: readonly RequestEntry[];
  failed: readonly RequestEntry[];
  details: readonly RequestDetail[];
  unfinished: readonly TaskEntry[];
}

const summaryOf = ({ requests, failed, details, unfinished }: Summarized): string => {
  const lines = ['### What cosell saw', ''];
  if (requests.length === 0) {
    lines.push(
      'No call. Does the program read its endpoint from `AWS_ENDPOINT_URL_PARTNERCENTRAL_SELLING`, or has it one of its own?',
    );
  } else {
    lines.push(
      `${countOf(requests.length, 'call')}, ${failed.length} unsuccessful` +
        `${failed.length > details.length ? `; the newest ${details.length} of these:` : failed.length > 0 ? ':' : '.'}`,
    );
  }
  for (const detail of details) lines.push('', ...detailOf(detail));
  if (unfinished.length > 0)
    lines.push('', 'Tasks that are not COMPLETE:', '', ...fenced(linesOf(unfinished.map(taskLine))));
  return lines.join('\n');
};

const detailOf = (detail: RequestDetail): string[] => {
  const needed = detail.explanation?.needed[0] ?? detail.message;
  const text = withoutControls([...requestExplanation(detail), '', sentBy(detail)].join('\n').trim()).slice(
    0,
    MOST_DETAIL_LETTERS,
  );
  return [
    `<details><summary>${escapeHtml(titleOf(detail))}${needed === undefined ? '' : `<br>${escapeHtml(needed)}`}</summary>`,
    '',
    ...fenced(text),
    '',
    '</details>',
  ];
};

const sentBy = ({ request }: RequestDetail): string => {
  const { json, text } = request?.body ?? {};
  const body = json === undefined ? text : JSON.stringify(json, null, 2);
  return body === undefined ? '' : `Sent:\n${body}`;
};

/** Longer than any row of backticks in the text, which therefore cannot end it. Source: CommonMark, "Fenced code blocks". */
const fenced = (text: string): string[] => {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, text, fence];
};

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
