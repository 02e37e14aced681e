/** The servers on one database, as far as they tell each other that what the operator has set is another. */
export interface Peers {
  /**
   * Calls `obey` at once, and again whenever what is set has changed; it reads what is set, and this server does so
   * from when it resolves. Resolves once this server obeys. Throws where it cannot.
   */
  follow(obey: () => Promise<void>): Promise<Following>;
}

export interface Following {
  /**
   * Tells all servers that what is set has a new version, and resolves once each obeys it. One that does not within two
   * seconds, because its process stands still, is not waited for: it looks again before long once it goes on.
   */
  spread(version: number): Promise<void>;
  close(): Promise<void>;
}

/** Where no other server can be: what is changed is obeyed here, and that is all. */
export const alone: Peers = {
  follow: async (obey) => {
    await obey();
    return { spread: () => obey(), close: async () => {} };
  },
};
