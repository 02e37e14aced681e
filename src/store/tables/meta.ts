import { text } from '../formats.ts';
import { table } from '../tables.ts';

/** The key that seals page tokens. */
export const PAGE_TOKEN_KEY = 'page-token-key';
/** The key that seals the sessions of temporary keys. */
export const SESSION_KEY = 'session-key';
/** The ids of the keys that seal secrets, as a list: see access/secrets.ts. */
export const SECRETS_KEYS = 'secrets-keys';
/** The version of the operator's settings, by which servers notice a change. */
export const CONTROLS_VERSION = 'controls-version';

/** Which server deletes what is over (store/retention/claim.ts). */
export const RETENTION_CLAIM = 'retention-claim';

/** Which actions of the seed were performed, and which init hooks have run (server/init/claim.ts). */
export const SEED_RECORD = 'seed-record';
export const INIT_RECORD = 'init-record';

/** Values of the installation and settings of the operator, by name. */
export interface Meta {
  name: string;
  value: string;
}

declare module '../tables.ts' {
  interface Tables {
    meta: Meta;
  }
}

export const meta = table('meta', {
  key: ['name'],
  formats: { name: text(500), value: text(1_000_000) },
  deletedWith: {},
  // Every server writes here at start, so none can start while a move writes the store.
  isMovedFirst: true,
  isWrittenAtStart: true,
  // repositories/controls.ts locks the version's row instead, which servers must be able to poll.
  lockOrder: 'never',
  // Running servers cache the keys and watch the version.
  installation: {
    column: 'name',
    values: [
      ...[PAGE_TOKEN_KEY, SESSION_KEY, SECRETS_KEYS],
      ...[CONTROLS_VERSION, RETENTION_CLAIM, SEED_RECORD, INIT_RECORD],
    ],
  },
  retention: { kept: 'for good: settings, each once, and the planned reviews, each until its time' },
});
