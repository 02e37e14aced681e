/** The servers on one database: they agree on settings that they share, and tell each other what they have done. */
export interface Peers {
  /** Resolves once this server obeys the settings, and keeps it obeying newer versions. Throws if it cannot. */
  follow(settings: SharedSettings): Promise<Following>;
  /** Tells `listener` what all servers, this one included, say on a channel. Never throws: what fails is tried again. */
  join(channel: string, listener: Listener): Channel;
}

/** Settings that are in the database, and that all servers obey. A database has one such set. */
export interface SharedSettings {
  /** Where servers tell each other that there is a new version. */
  readonly channel: string;
  /** The SQL query of the version: one row with a whole number as `value`, or no row for 0. */
  readonly versionQuery: string;
  /** Reads the settings; this server obeys what it has read from when this resolves. Called for each new version. */
  obey(): Promise<void>;
}

export interface Following {
  /**
   * Tells all servers that there is a new version, and resolves once each obeys it. A server that does not within two
   * seconds, because its process stands still, is not waited for: it polls soon after it goes on.
   */
  spread(version: number): Promise<void>;
  close(): Promise<void>;
}

export interface Listener {
  told(message: string): void;
  /** Something may have been said that this server did not hear. Called after each interruption, and at intervals. */
  missed(): void;
}

export interface Channel {
  /** Tells all servers, if it can. A message has at most 7,999 bytes. */
  say(message: string): Promise<void>;
  close(): Promise<void>;
}

/** If no other server can be on the database: changes are obeyed here, and nobody else hears anything. */
export const alone: Peers = {
  follow: async ({ obey }) => {
    await obey();
    return { spread: () => obey(), close: async () => {} };
  },
  join: () => ({ say: async () => {}, close: async () => {} }),
};
