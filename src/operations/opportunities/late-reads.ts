import { plusMilliseconds } from '../../kit/flow/clock.ts';
import type { Catalog, Input, OperationName, Output, Timestamp } from '../../model/contract.ts';
import { findOpportunity } from '../../store/repositories/opportunities.ts';
import { notFound } from '../not-found.ts';
import type { Call, Operation } from '../operation.ts';

/**
 * Does an operation; with the quirk `late-reads` as though opportunities that are too new were not there yet: whoever names
 * one does not find it, and lists lack it, so that a page may be shorter. Tasks find it: AWS's own parts do not wait.
 * Costs a look at the quirks; with the quirk, a read for an operation that names an opportunity.
 * Reported by one program, sandbox of May 2026.
 */
export const perform = <N extends OperationName>(
  operation: Operation<N>,
  input: Input<N>,
  call: Call,
): Promise<Output<N>> => {
  const lateness = call.services.controls.quirks.get('late-reads');
  return lateness === undefined
    ? operation.handle(input, call)
    : performLate(operation, input, call, lateness);
};

const performLate = async <N extends OperationName>(
  { name, handle }: Operation<N>,
  input: Input<N>,
  call: Call,
  lateness: number,
): Promise<Output<N>> => {
  const isThere = (createdAt: Timestamp): boolean => plusMilliseconds(createdAt, lateness) <= call.now;
  const named = namedOpportunity(input, call);
  const found =
    named &&
    (await findOpportunity(call.reads, { catalog: named.catalog, account_id: call.account, id: named.id }));
  if (found && !isThere(found.created_at)) throw notFound('opportunity', found.id);
  const output = await handle(input, call);
  return name === 'ListOpportunities' ? withoutNew(output, isThere) : output;
};

/** The opportunity that a request is about, if it names one. */
const namedOpportunity = (
  input: object,
  { services }: Call,
): { catalog: Catalog; id: string } | undefined => {
  const { Catalog, ResourceArn, ...members } = input as Record<string, unknown>;
  const parts = typeof ResourceArn === 'string' ? services.arns.parseOwned(ResourceArn) : undefined;
  if (parts) return parts.kind === 'opportunity' ? parts : undefined;
  const { OpportunityIdentifier, RelatedOpportunityIdentifier, ResourceIdentifier, Identifier } = members;
  const id = OpportunityIdentifier ?? RelatedOpportunityIdentifier ?? ResourceIdentifier ?? Identifier;
  // Of the identifiers of this API, an opportunity's alone begins so.
  return typeof id === 'string' && /^O[0-9]/.test(id) ? { catalog: Catalog as Catalog, id } : undefined;
};

const withoutNew = <O>(output: O, isThere: (createdAt: Timestamp) => boolean): O => {
  const { OpportunitySummaries } = output as Output<'ListOpportunities'>;
  return {
    ...output,
    OpportunitySummaries: OpportunitySummaries.filter(({ CreatedDate = '' }) => isThere(CreatedDate)),
  };
};
