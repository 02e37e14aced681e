import { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import { DEFAULT_ACCOUNT } from '../access/authenticator.ts';
import type { Cosell, CosellOptions, Snapshot } from '../index.ts';
import { describeRequests } from './describe-requests.ts';
import { acquireServer, releaseServer } from './servers.ts';

/** Options of the test kits: those of `startCosell`, and what each test begins with. */
export interface KitOptions extends CosellOptions {
  /** The account that `partnerCentral` acts as. Default 111122223333. */
  account?: string;
  /** Makes what each test begins with, once per worker. */
  setup?: (cosell: Cosell) => unknown;
}

/** What a test has. */
export interface CosellFixtures {
  /** The server of this worker, with the state that `setup` has made. */
  cosell: Cosell;
  /** The official SDK's client of `account`, ready to call. */
  partnerCentral: PartnerCentralSelling;
  /** The account that `partnerCentral` acts as. */
  account: string;
}

/** What the kits share: one server, and the state to which each test returns. */
export interface Kit {
  readonly fixtures: CosellFixtures;
  /** Restores the state after `setup`, and forgets the calls so far. */
  begin(): Promise<void>;
  /** Returns to a state that this kit has had. */
  beginWith(snapshot: Snapshot): Promise<void>;
  /** Describes the calls since `begin`, to be printed with a failure; undefined if there is no journal. */
  describeRequests(): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Why a concurrent test is refused. */
export const ONE_AFTER_ANOTHER =
  'The tests of a file share a server and its state, so they have to run one after another; files run at the same time.';

/** Opens a kit on the server of this worker. Throws an Error if the server cannot be started, or what `setup` throws. */
export const openKit = async ({ account = DEFAULT_ACCOUNT, setup, ...options }: KitOptions): Promise<Kit> => {
  const { cosell, pristine } = await acquireServer(options);
  const partnerCentral = new PartnerCentralSelling(cosell.clientConfig(account));
  const close = async () => {
    partnerCentral.destroy();
    await releaseServer(options);
  };
  const beginWith = async (snapshot: Snapshot) => {
    await cosell.restore(snapshot);
    if (options.journal !== 0) await cosell.requests.clear();
    if (options.deliveries !== 0) await cosell.deliveries.clear();
  };
  try {
    await cosell.restore(pristine);
    await setup?.(cosell);
    const base = await cosell.snapshot();
    return {
      fixtures: { cosell, partnerCentral, account },
      begin: () => beginWith(base),
      beginWith,
      describeRequests: async () => (options.journal === 0 ? undefined : describeRequests(cosell)),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};
