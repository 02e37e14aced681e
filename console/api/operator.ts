import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import createClient from 'openapi-fetch';
import { basePath } from './base-path.ts';
import { authorized } from './call.ts';
import { type Fault, fetchOk } from './fault.ts';
import type { Paths } from './operator-paths.ts';
import { noteOwnAct } from './own-acts.ts';
import { readSession } from './session.ts';

/** The name under which an account's own reads of the operator's routes are signed. */
const SIGNED_AS = 'cosell';

/** Adds who calls: the operator's token, or a signature of an account that reads its own. */
export const operatorHeaders = async (url: URL, method: string): Promise<Record<string, string>> => {
  const { operatorToken, credentials, account = '' } = readSession();
  if (operatorToken) return { authorization: `Bearer ${operatorToken}` };
  if (credentials) return authorized(url, { method, headers: {} }, { account, service: SIGNED_AS });
  return {};
};

/** The operator's API. The paths, parameters and answers are those of `/_cosell/openapi.json`. Throws a `Fault`. */
export const operator = createClient<Paths>({
  baseUrl: new URL(basePath, location.origin).href.replace(/\/$/, ''),
  fetch: async (request) => {
    const url = new URL(request.url);
    if (request.method !== 'GET') noteOwnAct(url.pathname.slice(basePath.length - 1));
    const headers = await operatorHeaders(url, request.method);
    for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
    return fetchOk(request);
  },
});

/**
 * Reads with the operator's client, and again when the live stream tells of a change.
 * `name` and `parameters` are the key, e.g. `useOperator('tasks', { account }, (query) => operator.GET('/_cosell/tasks', { params: { query } }))`.
 */
export const useOperator = <Parameters, Data>(
  name: string,
  parameters: Parameters,
  read: (parameters: Parameters, signal: AbortSignal) => Promise<{ data?: Data }>,
  options: { enabled?: boolean; staleTime?: number } = {},
) =>
  useQuery<NonNullable<Data>, Fault>({
    queryKey: ['operator', name, parameters],
    queryFn: async ({ signal }) => (await read(parameters, signal)).data as NonNullable<Data>,
    ...options,
  });

/** Acts with the operator's client; everything that was read is read again afterwards, because an operator's act may change anything. */
export const useOperatorAction = <Parameters, Data>(
  act: (parameters: Parameters) => Promise<{ data?: Data }>,
) => {
  const queries = useQueryClient();
  return useMutation<Data | undefined, Fault, Parameters>({
    mutationFn: async (parameters) => (await act(parameters)).data,
    onSettled: () => queries.invalidateQueries(),
  });
};
