import type { Authenticator } from '../access/authenticator.ts';
import type { Caller } from '../access/caller.ts';
import { eventBridge } from '../event-bridge/service.ts';
import type { Service } from '../kit/service/service.ts';
import { type PartnerCentralHost, partnerCentral } from '../operations/service.ts';
import { sts } from '../sts/service.ts';

/** What the services need from the server. */
export interface Host extends PartnerCentralHost {
  authenticator: Authenticator;
}

/** The services of this server. The last one gets the requests that no other claims. */
export const services: readonly [Service<Host, Caller>, ...Service<Host, Caller>[]] = [
  sts,
  eventBridge,
  partnerCentral,
];
