import { table } from '../tables.ts';

/** Names of rows: what seals page tokens, */
export const PAGE_TOKEN_KEY = 'page-token-key';
/** what seals the sessions of temporary keys, */
export const SESSION_KEY = 'session-key';
/** and the count of changes of what the operator has set, by which servers tell that there was one. */
export const CONTROLS_VERSION = 'controls-version';

/** Values of the installation and settings of the operator, by their names. */
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
  deletedWith: {},
  // Every server that starts writes here, so that none can start on a store that a move is writing.
  isMovedFirst: true,
  isWrittenAtStart: true,
  // The row of the version is locked in its place (repositories/controls.ts), and servers look at it meanwhile.
  lockOrder: 'never',
  // All servers hold the keys, and watch the version.
  installation: { column: 'name', values: [PAGE_TOKEN_KEY, SESSION_KEY, CONTROLS_VERSION] },
});
