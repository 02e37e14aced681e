import type { PartnerCentralSelling } from '@aws-sdk/client-partnercentral-selling';
import type { Cosell } from 'cosell' with { 'resolution-mode': 'import' };

/** The server of this worker. */
export declare const cosell: Cosell;
/** The official SDK's client of `account`, ready to call. */
export declare const partnerCentral: PartnerCentralSelling;
/** The account that `partnerCentral` acts as: `account` of the environment's options, by default 111122223333. */
export declare const account: string;
