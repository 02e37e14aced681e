import { plusMilliseconds } from '../../kit/flow/clock.ts';
import type { Catalog, Input, OperationName, Output, Timestamp } from '../../model/contract.ts';
import { findOpportunity } from '../../store/repositories/opportunities.ts';
import { notFound } from '../not-found.ts';
import type { Call, Operation } from '../operation.ts';

/**
 * Runs an operation. With the quirk `late-reads`, opportunities that are too new do not exist yet: requests that name
 * one do not find it, and lists omit it, so a page may be shorter. Tasks do find it, because AWS's own parts do not
 * wait. Costs a lookup of the quirk; with the quirk, also a query if the request names an opportunity.
 * Reported by one program, sandbox of May 2026.
 */
export const perform = <N extends OperationName>(
  operation: Operation<N>,
  input: Input<N>,
  call: Call,
): Promise<Output<N>> => {
  const delayMs = call.services.controls.quirks.get('late-reads');
  return delayMs === undefined ? operation.handle(input, call) : performLate(operation, input, call, delayMs);
};

const performLate = async <N extends OperationName>(
  { name, handle }: Operation<N>,
  input: Input<N>,
  call: Call,
  delayMs: number,
): Promise<Output<N>> => {
  const isThere = (createdAt: Timestamp): boolean => plusMilliseconds(createdAt, delayMs) <= call.now;
  const named = namedOpportunity(input, call);
  const found =
    named &&
    (await findOpportunity(call.reads, { catalog: named.catalog, account_id: call.account, id: named.id }));
  if (found && !isThere(found.created_at)) throw notFound('opportunity', found.id);
  const output = await handle(input, call);
  return name === 'ListOpportunities' ? withoutNew(output, isThere) : output;
};

/** Returns the opportunity that a request names, if any. */
const namedOpportunity = (
  input: object,
  { services }: Call,
): { catalog: Catalog; id: string } | undefined => {
  const { Catalog, ResourceArn, ...members } = input as Record<string, unknown>;
  const parts = typeof ResourceArn === 'string' ? services.arns.parseOwned(ResourceArn) : undefined;
  if (parts) return parts.kind === 'opportunity' ? parts : undefined;
  const { OpportunityIdentifier, RelatedOpportunityIdentifier, ResourceIdentifier, Identifier } = members;
  const id = OpportunityIdentifier ?? RelatedOpportunityIdentifier ?? ResourceIdentifier ?? Identifier;
  // In this API only an opportunity's id starts like this.
  return typeof id === 'string' && /^O[0-9]/.test(id) ? { catalog: Catalog as Catalog, id } : undefined;
};

const withoutNew = <O>(output: O, isThere: (createdAt: Timestamp) => boolean): O => {
  const { OpportunitySummaries } = output as Output<'ListOpportunities'>;
  return {
    ...output,
    OpportunitySummaries: OpportunitySummaries.filter(({ CreatedDate = '' }) => isThere(CreatedDate)),
  };
};
