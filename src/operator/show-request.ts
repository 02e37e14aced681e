import type { CausedEvent, RequestDetail, ShownBody } from './request-detail-schemas.ts';
import type { RequestEntry } from './request-schemas.ts';

/** Formats calls for people, one a line, newest first. */
export const showRequests = (answer: unknown): string => {
  const { requests, next } = answer as { requests: RequestEntry[]; next?: string };
  if (requests.length === 0) return 'No requests.';
  const rows = requests.map((entry) => [
    entry.realTime.slice(11, 19),
    entry.account ?? entry.accessKeyId ?? '-',
    entry.operation ?? `(${entry.service})`,
    entry.errorCode ?? entry.outcome,
    `${entry.milliseconds} ms`,
    entry.id,
  ]);
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...lines, ...(next === undefined ? [] : [`Older ones: --after ${next}`])].join('\n');
};

/** Formats a call for people: what was sent, what came back, and why. */
export const showRequest = (answer: unknown): string => {
  const detail = answer as RequestDetail;
  const { operation, service, status, milliseconds, time, account, principal, resources, request } = detail;
  const parts = [
    `${operation ?? `A request to ${service}`}: ${detail.errorCode ?? detail.outcome} (HTTP ${status}, ${milliseconds} ms)`,
    `at ${time} by ${principal ?? account ?? 'nobody who is known'}${resources.length > 0 ? `, about ${resources.join(', ')}` : ''}`,
    ...requestExplanation(detail),
    ...requestEffects(detail),
  ];
  if (request) {
    const headers = Object.entries(request.headers).map(([name, value]) => `  ${name}: ${value}`);
    parts.push('', `${request.method} ${request.path}`, ...headers, ...bodyLines(request.body));
  }
  parts.push('', `Response ${status}`, ...bodyLines(detail.response.body));
  return parts.map(withoutControls).join('\n');
};

/** Returns what programs and people get alike: the call as code, if it was asked for. */
export const codeText = (answer: unknown): string | undefined => (answer as RequestDetail).code;

/** Says why a call failed, with near misses; nothing of one that did not. */
export const requestExplanation = ({ message, explanation }: RequestDetail): string[] => {
  if (!explanation) return [];
  const { means, advice, source, faults, needed } = explanation;
  return [
    '',
    ...(message === undefined ? [] : [message]),
    `What it means: ${means}`,
    `What to do:    ${advice}`,
    ...(source === undefined ? [] : [`Source:        ${source}`]),
    ...faults.flatMap((fault) => [
      `- ${fault.message} [${fault.code}]`,
      ...(fault.needed === undefined ? [] : [`    needed: ${fault.needed}`]),
      ...(fault.source === undefined ? [] : [`    source: ${fault.source}`]),
    ]),
    ...needed.map((need) => `Near miss: ${need}`),
  ];
};

/** Says what a call has caused, a line each. */
export const requestEffects = ({ events, tasks }: RequestDetail): string[] => [
  ...events.map((event) => eventLine(event, event.task === undefined ? 'It' : `Its task ${event.task}`)),
  ...tasks.flatMap(({ id, status, reasonCode, events: later }) => [
    `Its task ${id} is ${status}${reasonCode ? ` (${reasonCode})` : ''}.`,
    ...later.map((event) => eventLine(event, 'The task')),
  ]),
];

const eventLine = ({ id, type, account }: CausedEvent, who: string): string =>
  `${who} recorded the event ${type} ${id} for ${account}.`;

const bodyLines = ({ json, text, note }: ShownBody): string[] => {
  const shown = json === undefined ? text : JSON.stringify(json, null, 2);
  return [...(shown === undefined ? [] : [shown]), ...(note === undefined ? [] : [`(${note})`])];
};

/** Whoever sends a request does not control the terminal of who reads it. */
export const withoutControls = (text: string): string =>
  text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (letter) =>
    letter === '\n' ? letter : `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
