import { useQuery } from '@tanstack/react-query';
import type { Fault } from '../../api/fault.ts';
import { runAction } from '../../api/open-api.ts';
import type { Kind, Row } from './principals.tsx';

/** How many are asked for at once: the most that the server gives. */
const PAGE_SIZE = '1000';

/** Reads the first thousand principals of a kind; the command line pages through more. */
export const usePrincipals = ({ id, path }: Kind) =>
  useQuery<readonly Row[], Fault>({
    queryKey: ['operator', 'principals', id],
    queryFn: async () => {
      const limit = { name: 'limit', place: 'query' as const, isRequired: false, schema: {} };
      const answer = await runAction({ method: 'GET', path, members: [limit] }, { limit: PAGE_SIZE });
      return (answer as Record<string, Row[]>)[id] ?? [];
    },
  });
