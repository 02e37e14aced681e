import type { CallToolResult } from '@modelcontextprotocol/server';
import { pieces } from '../../kit/flow/pace.ts';
import type { Action } from '../../operator/action.ts';
import { loadActions } from '../../operator/index.ts';
import type { Explanation } from '../../operator/request-detail-schemas.ts';
import { doAction } from '../call.ts';
import { type McpClient, whyNoAction } from '../client.ts';

interface ErrorBody {
  __type?: string;
  Message?: string;
  Reason?: string;
  ErrorList?: { FieldName?: string; Message: string; Code: string }[];
}

/** The result of a tool that did what was asked. */
export const succeeded = (
  answer: Record<string, unknown>,
  text = JSON.stringify(answer),
): CallToolResult => ({
  content: [{ type: 'text', text }],
  structuredContent: answer,
});

/** The result of a tool that did nothing, with a text that says why and what to do. */
export const failed = (text: string, structured: Record<string, unknown> = {}): CallToolResult => ({
  isError: true,
  content: [{ type: 'text', text }],
  structuredContent: { error: text.split('\n')[0], ...structured },
});

/** Writes a response of the server as a result. A refusal comes with every fault and, if the journal has it, with what it means. */
export const resultOf = async (client: McpClient, response: Response): Promise<CallToolResult> => {
  const said = await response.text();
  // A page of a list takes a millisecond to read, and a client may ask for many at once.
  await pieces.begin(client.account);
  const body = readJson(said);
  if (response.ok) return isRecord(body) ? succeeded(body, said || undefined) : succeeded({ answer: body });
  const error = (isRecord(body) ? body : {}) as ErrorBody;
  const requestId = response.headers.get('x-amzn-requestid') ?? undefined;
  const explanation = requestId === undefined ? undefined : await explain(client, requestId);
  return failed(describe(error, response.status, { explanation, requestId }), {
    ...error,
    status: response.status,
    ...(requestId !== undefined && { requestId }),
    ...(explanation && { explanation }),
  });
};

/** The same for faults that were found before anything was sent. */
export const invalid = (faults: NonNullable<ErrorBody['ErrorList']>): CallToolResult => {
  const error = { __type: 'ValidationException', Message: 'The arguments are not valid.', ErrorList: faults };
  return failed(describe(error, 400, {}), error);
};

const describe = (
  { __type = 'Error', Message = 'The server gave no reason.', Reason, ErrorList = [] }: ErrorBody,
  status: number,
  { explanation, requestId }: { explanation?: Explanation | undefined; requestId?: string | undefined },
): string => {
  const faults = explanation?.faults ?? [];
  const lines = ErrorList.map(({ FieldName, Message: says, Code }, index) => {
    const more = faults[index];
    const notes = more?.message === says ? [more.means, more.needed && `Accepted: ${more.needed}`] : [];
    return `- ${FieldName === undefined ? '' : `${FieldName}: `}${[`${says} (${Code})`, ...notes].filter(Boolean).join(' ')}`;
  });
  return [
    `${__type} (${status}${Reason ? `, ${Reason}` : ''}): ${Message}`,
    ...(lines.length > 0 ? [`Faults (${lines.length}):`, ...lines] : []),
    ...(explanation ? [`Means: ${explanation.means}`, `Advice: ${explanation.advice}`] : []),
    ...(explanation?.needed.length ? ['Near misses:', ...explanation.needed.map((need) => `- ${need}`)] : []),
    ...(explanation?.source ? [`Source: ${explanation.source}`] : []),
    ...(requestId === undefined ? [] : [`Request id: ${requestId}`]),
  ].join('\n');
};

/** Asks the journal. Undefined if it does not have the call: a request to the operator's routes, or one of another node. */
const explain = async (client: McpClient, id: string): Promise<Explanation | undefined> => {
  if (!client.server.hasJournal) return undefined;
  const getRequest = (await loadActions()).get('requests.get') as Action;
  if (whyNoAction(client, getRequest) !== undefined) return undefined;
  const response = await doAction(client, getRequest, { id });
  const detail = readJson(await response.text());
  return response.ok ? (detail as { explanation?: Explanation }).explanation : undefined;
};

const readJson = (text: string): unknown => {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return { Message: text.slice(0, 500) };
  }
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
