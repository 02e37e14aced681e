/** The services that speak JSON, by their names in signatures: the prefix of X-Amz-Target, and the version of the protocol. */
export const services = {
  'partnercentral-selling': {
    target: 'AWSPartnerCentralSelling',
    contentType: 'application/x-amz-json-1.0',
  },
  events: { target: 'AWSEvents', contentType: 'application/x-amz-json-1.1' },
} as const;

export type Service = keyof typeof services;

export const isService = (name: string): name is Service => Object.hasOwn(services, name);
