import type { Authenticator } from '../access/authenticator.ts';
import type { Caller } from '../access/caller.ts';
import { eventBridge } from '../event-bridge/service.ts';
import type { Service } from '../kit/service/service.ts';
import { type PartnerCentralHost, partnerCentral } from '../operations/service.ts';
import { sts } from '../sts/service.ts';

/** What the server has for its services. */
export interface Host extends PartnerCentralHost {
  authenticator: Authenticator;
}

/** The services that this server has. What is for none of the others is for the last one. */
export const services: readonly [Service<Host, Caller>, ...Service<Host, Caller>[]] = [
  sts,
  eventBridge,
  partnerCentral,
];

/** What requests to them may be signed for. */
export const signingNames: readonly string[] = services.map(({ signingName }) => signingName).sort();
