import type { ApiError } from './server.ts';

/** Calls of the operator's routes. */

/** Calls a route under `/_cosell/`. Throws an error response as an Error with its members. */
export const operate = async <T = Record<string, unknown>>(
  { endpoint }: { endpoint: string },
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
): Promise<T> => {
  const answer = await fetch(`${endpoint}/_cosell/${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await answer.text();
  const json = text === '' ? {} : JSON.parse(text);
  if (answer.ok) return json as T;
  const { __type, Message, ...details } = json;
  throw Object.assign(new Error(Message), details, {
    name: __type,
    $metadata: { httpStatusCode: answer.status },
  }) as ApiError;
};

export interface ClockState {
  now: string;
  frozen: boolean;
  offset: number;
}

type Server = { endpoint: string };

export const getClock = (server: Server) => operate<ClockState>(server, 'GET', 'clock');
export const setClock = (server: Server, to: string) =>
  operate<ClockState>(server, 'POST', 'clock/set', { to });
export const advance = (server: Server, by: string | number) =>
  operate<ClockState>(server, 'POST', 'clock/advance', { by });
export const freeze = (server: Server) => operate<ClockState>(server, 'POST', 'clock/freeze', {});
export const resume = (server: Server) => operate<ClockState>(server, 'POST', 'clock/resume', {});

export interface ShownFault {
  id: string;
  remaining: number | null;
  [member: string]: unknown;
}

export const addFault = (server: Server, fault: object) =>
  operate<ShownFault>(server, 'POST', 'faults', fault);
export const listFaults = async (server: Server): Promise<ShownFault[]> =>
  (await operate<{ faults: ShownFault[] }>(server, 'GET', 'faults')).faults;

export interface Referral {
  opportunityId?: string;
  engagementId: string;
  engagementArn: string;
  invitationId: string;
  invitationArn: string;
}

export const referBy = (server: Server, referral: object) =>
  operate<Referral>(server, 'POST', 'referrals', referral);
