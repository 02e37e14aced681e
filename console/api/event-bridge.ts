import type * as sdk from '@aws-sdk/client-eventbridge';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callService } from './call.ts';
import type { Fault } from './fault.ts';
import { usePlace } from './place.ts';
import type { InputOf, NamesOf, OutputOf } from './wire.ts';

/** The name of an operation of EventBridge. */
export type EventBridgeOperation = NamesOf<typeof sdk>;
type Input<Name extends EventBridgeOperation> = InputOf<typeof sdk, Name>;
type Output<Name extends EventBridgeOperation> = OutputOf<typeof sdk, Name>;

/** Reads with an operation of EventBridge. */
export const useEventBridge = <Name extends EventBridgeOperation>(
  operation: Name,
  input: Input<Name>,
  options: { enabled?: boolean } = {},
) => {
  const { account } = usePlace();
  return useQuery<Output<Name>, Fault>({
    queryKey: ['event-bridge', account, operation, input],
    queryFn: ({ signal }) => callService('events', account, operation, input, signal),
    ...options,
  });
};

/** Writes with an operation of EventBridge; what was read of it is read again afterwards. */
export const useEventBridgeAction = <Name extends EventBridgeOperation>(operation: Name) => {
  const { account } = usePlace();
  const queries = useQueryClient();
  return useMutation<Output<Name>, Fault, Input<Name>>({
    mutationFn: (input) => callService('events', account, operation, input),
    onSettled: () => queries.invalidateQueries({ queryKey: ['event-bridge', account] }),
  });
};
