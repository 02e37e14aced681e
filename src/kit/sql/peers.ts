/** The servers on one database. They share settings and send each other messages. */
export interface Peers {
  /** Applies the settings, now and for each newer version. Resolves once the first version is applied; throws if it cannot be. */
  follow(settings: SharedSettings): Promise<Following>;
  /** Sends `listener` the messages of all servers, this one included, on a channel. Never throws; retries failures. */
  join(channel: string, listener: Listener): Channel;
}

/** Settings that are stored in the database and that all servers obey. A database has one such set. */
export interface SharedSettings {
  /** The channel on which servers announce a new version. */
  readonly channel: string;
  /** The SQL query of the version: one row with a whole number as `value`, or no row for 0. */
  readonly versionQuery: string;
  /** Reads and applies the settings; they are in force once this resolves. Called for each new version. */
  obey(): Promise<void>;
}

export interface Following {
  /**
   * Announces a new version to all servers and resolves once each obeys it. Waits at most two seconds for a server whose
   * process is suspended; that server polls soon after it resumes.
   */
  spread(version: number): Promise<void>;
  close(): Promise<void>;
}

export interface Listener {
  onMessage(message: string): void;
  /** Called after each reconnect and at intervals, because this server may have missed messages. */
  onGap(): void;
}

export interface Channel {
  /** Sends a message of at most 7,999 bytes to all servers. Ignores failures. */
  say(message: string): Promise<void>;
  close(): Promise<void>;
}

/** For a database that only this server can use: applies changes here and sends nothing. */
export const alone: Peers = {
  follow: async ({ obey }) => {
    await obey();
    return { spread: () => obey(), close: async () => {} };
  },
  join: () => ({ say: async () => {}, close: async () => {} }),
};
