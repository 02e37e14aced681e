/** An event as EventBridge delivers it, and as the feed and the live stream have it. */
export interface Envelope {
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  time: string;
  resources: readonly string[];
  detail: Readonly<Record<string, unknown>>;
}

/** Returns the catalog of an event; undefined for an event of somebody else's source. */
export const catalogOf = ({ detail }: Envelope): string | undefined =>
  typeof detail.catalog === 'string' ? detail.catalog : undefined;
