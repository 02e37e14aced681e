import { useQuery } from '@tanstack/react-query';
import { basePath } from './base-path.ts';
import { fetchOk } from './fault.ts';

/** What anybody may know of the server: `GET /_cosell/console`. */
export interface ServerInfo {
  version: string;
  /** Whether signatures are checked. */
  auth: 'off' | 'strict';
  /** Whether the operator's routes are open to this machine, need a token, or are closed. */
  operator: 'open' | 'token' | 'closed';
  region: string;
  /** How many calls the journal keeps, and whether with bodies. */
  journal?: { limit: number; bodies: boolean };
}

export const readServerInfo = async (signal?: AbortSignal): Promise<ServerInfo> => {
  const url = new URL(`${basePath}_cosell/console`, location.origin);
  const response = await fetchOk(new Request(url, signal ? { signal } : {}));
  return (await response.json()) as ServerInfo;
};

/** The server's information, read once. `data` is undefined only before the shell shows a page. */
export const useServerInfo = () =>
  useQuery({
    queryKey: ['server-info'],
    queryFn: ({ signal }) => readServerInfo(signal),
    staleTime: Infinity,
  });
