/** The servers on one database: they tell each other that what the operator has set is another, and what they have done. */
export interface Peers {
  /**
   * Calls `obey` at once, and again whenever what is set has changed; it reads what is set, and this server does so
   * from when it resolves. Resolves once this server obeys. Throws where it cannot.
   */
  follow(obey: () => Promise<void>): Promise<Following>;
  /** Tells `listener` what other servers, and this one, say on a channel. Never throws: what fails is tried again. */
  join(channel: string, listener: Listener): Channel;
}

export interface Following {
  /**
   * Tells all servers that what is set has a new version, and resolves once each obeys it. One that does not within two
   * seconds, because its process stands still, is not waited for: it looks again before long once it goes on.
   */
  spread(version: number): Promise<void>;
  close(): Promise<void>;
}

export interface Listener {
  told(message: string): void;
  /** Something may have been said that this server did not hear. Called after each interruption, and now and then. */
  missed(): void;
}

export interface Channel {
  /** Tells all servers, where it can. A message has at most 7,999 bytes. */
  say(message: string): Promise<void>;
  close(): Promise<void>;
}

/** Where no other server can be: what is changed is obeyed here, nobody else hears anything, and that is all. */
export const alone: Peers = {
  follow: async (obey) => {
    await obey();
    return { spread: () => obey(), close: async () => {} };
  },
  join: () => ({ say: async () => {}, close: async () => {} }),
};
