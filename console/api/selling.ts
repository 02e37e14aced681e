import type * as sdk from '@aws-sdk/client-partnercentral-selling';
import {
  type UseQueryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { callService } from './call.ts';
import type { Fault } from './fault.ts';
import { usePlace } from './place.ts';
import type { InputOf, NamesOf, OutputOf } from './wire.ts';

/** The name of an operation of the Partner Central Selling API. */
export type Operation = NamesOf<typeof sdk>;
export type Output<Name extends Operation> = OutputOf<typeof sdk, Name>;
/** The input without its catalog, which the page's address tells. */
export type Input<Name extends Operation> = Omit<InputOf<typeof sdk, Name>, 'Catalog'>;

/** An account in a catalog: whose side a page shows. */
export interface Place {
  account: string;
  catalog: string;
}

/** Calls an operation. Throws a `Fault`. */
export const callSelling = <Name extends Operation>(
  { account, catalog }: Place,
  operation: Name,
  input: Input<Name>,
  signal?: AbortSignal,
): Promise<Output<Name>> =>
  callService('partnercentral-selling', account, operation, { Catalog: catalog, ...input }, signal);

/** The key of what an operation answered. The account comes first, so that no account sees what another read. */
export const sellingKey = ({ account, catalog }: Place, operation: string, input: unknown) =>
  ['selling', account, catalog, operation, input] as const;

/** Reads with an operation, and again when the live stream tells of a change of the account. */
export const useSelling = <Name extends Operation>(
  operation: Name,
  input: Input<Name>,
  options: Pick<UseQueryOptions<Output<Name>, Fault>, 'enabled' | 'staleTime' | 'placeholderData'> = {},
) => {
  const place = usePlace();
  return useQuery<Output<Name>, Fault>({
    queryKey: sellingKey(place, operation, input),
    queryFn: ({ signal }) => callSelling(place, operation, input, signal),
    ...options,
  });
};

/** Reads a list page after page, as far as `fetchNextPage` was asked for; all of them again when something changes. */
export const useSellingPages = <Name extends Operation>(operation: Name, input: Input<Name>) => {
  const place = usePlace();
  return useInfiniteQuery({
    queryKey: [...sellingKey(place, operation, input), 'pages'],
    queryFn: ({ signal, pageParam }) =>
      callSelling(place, operation, { ...input, ...(pageParam && { NextToken: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (page: Output<Name>) => (page as { NextToken?: string | null }).NextToken || undefined,
  });
};

/** Writes with an operation; what the account has read is read again afterwards. */
export const useSellingAction = <Name extends Operation>(operation: Name) => {
  const place = usePlace();
  const queries = useQueryClient();
  return useMutation<Output<Name>, Fault, Input<Name>>({
    mutationFn: (input) => callSelling(place, operation, input),
    onSettled: () => queries.invalidateQueries({ queryKey: ['selling', place.account] }),
  });
};
