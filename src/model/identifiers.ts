import { randomUUID } from 'node:crypto';
import { customAlphabet } from 'nanoid';
import type { AccountId, Catalog } from './contract.ts';

/** The account of AWS, which takes part like any other. */
export const AWS_ACCOUNT = 'aws';

/** Generates identifiers in the formats of the API. Injected, so that a test is repeatable. */
export interface Ids {
  opportunity(): string;
  engagement(): string;
  invitation(): string;
  /** `length`: characters after `task-`. */
  task(length: number): string;
  snapshotJob(): string;
  /** For events, requests and queue jobs. */
  uuid(): string;
}

/** Takes the number of characters. */
const base36 = customAlphabet('0123456789abcdefghijklmnopqrstuvwxyz');
const digits = customAlphabet('0123456789');

export const randomIds: Ids = {
  opportunity: () => `O${digits(15)}`,
  engagement: () => `eng-${base36(14)}`,
  invitation: () => `engi-${base36(13)}`,
  task: (length) => `task-${base36(length)}`,
  snapshotJob: () => `job-${base36(13)}`,
  uuid: randomUUID,
};

/** Kinds of resources whose ARN contains an account. */
type OwnedKind = 'opportunity' | 'resource-snapshot-job' | 'solution';
/** Kinds of resources that several accounts share: their ARN contains none. */
export type SharedKind = 'engagement' | 'engagement-invitation' | TaskResource;
/** Each kind of task defines its own. */
export type TaskResource = `${string}-task`;

/** Formats and parses the ARNs of one region. */
export interface Arns {
  owned(kind: OwnedKind, account: AccountId, catalog: Catalog, id: string): string;
  shared(kind: SharedKind, catalog: Catalog, id: string): string;
  /** Contains no account, although a snapshot has an owner. Seen: CreateResourceSnapshot, ListResourceSnapshots. */
  snapshot(catalog: Catalog, snapshot: SnapshotName): string;
  /** Returns the id in an "ArnOrIdentifier"; undefined for an ARN of another region, catalog or kind. */
  sharedId(kind: SharedKind, catalog: Catalog, arnOrId: string): string | undefined;
  /** Returns the parts of an account's resource ARN; undefined for any other text or another region. */
  parseOwned(arn: string): { account: AccountId; catalog: Catalog; kind: string; id: string } | undefined;
}

export interface SnapshotName {
  engagement_id: string;
  resource_type: string;
  resource_id: string;
  template: string;
  revision: number;
}

export const createArns = (region: string): Arns => {
  const prefix = `arn:aws:partnercentral:${region}:`;
  const shared: Arns['shared'] = (kind, catalog, id) => `${prefix}:catalog/${catalog}/${kind}/${id}`;
  const ownedPattern = new RegExp(`^${prefix}(\\d{12}):catalog/(AWS|Sandbox)/([a-z-]+)/([^/]+)$`);
  return {
    shared,
    owned: (kind, account, catalog, id) => `${prefix}${account}:catalog/${catalog}/${kind}/${id}`,
    snapshot: (catalog, name) =>
      `${shared('engagement', catalog, name.engagement_id)}/resource/${name.resource_type}/${name.resource_id}` +
      `/template/${name.template}/snapshot/${name.revision}`,
    sharedId: (kind, catalog, arnOrId) => {
      if (!arnOrId.startsWith('arn:')) return arnOrId;
      const start = shared(kind, catalog, '');
      return arnOrId.startsWith(start) ? arnOrId.slice(start.length) : undefined;
    },
    parseOwned: (arn) => {
      const [, account, catalog, kind, id] = ownedPattern.exec(arn) ?? [];
      if (!account || !catalog || !kind || !id) return undefined;
      return { account, catalog: catalog as Catalog, kind, id };
    },
  };
};
