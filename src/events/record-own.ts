import { wholeSeconds } from '../kit/shape/timestamp.ts';
import type { AccountId, Timestamp } from '../model/contract.ts';
import type { Queries } from '../store/tables.ts';
import { appendEnvelopes, type Recorder } from './record.ts';

/** An event that an account put with PutEvents. */
export interface OwnEvent {
  id: string;
  source: string;
  detailType: string;
  /** When it happened, as stated by the account. */
  time: Timestamp;
  resources: string[];
  detail: Record<string, unknown>;
}

/** Records events that an account put, for that account only, in this order. One statement in total. */
export const recordOwnEvents = (
  tx: Queries,
  recorder: Recorder,
  account: AccountId,
  events: readonly OwnEvent[],
): Promise<void> =>
  appendEnvelopes(
    tx,
    recorder,
    events.map(({ id, source, detailType, time, resources, detail }) => ({
      version: '0',
      id,
      'detail-type': detailType,
      source,
      account,
      time: wholeSeconds(time),
      region: recorder.region,
      resources,
      detail,
    })),
  );
