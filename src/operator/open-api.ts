import { type Document, openApiOf } from '../kit/action/open-api.ts';
import type { Actions } from './index.ts';
import { fixedPaths } from './open-api-paths.ts';

/** Returns the OpenAPI document of everything under `/_cosell/`. */
export const operatorApi = (actions: Actions, version: string): Document =>
  openApiOf(actions.values(), {
    title: "cosell's operator API",
    version,
    description:
      'What has no counterpart at AWS: accounts, time, AWS’s actions, faults, and the whole state. Without an ' +
      'operator token it is open to the machine of a server that trusts it, and else closed.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    token: 'What --operator-token or COSELL_OPERATOR_TOKEN of the server says, if it says anything.',
    signature:
      'AWS Signature Version 4 with a key of an account, for the service `cosell` or `partnercentral-selling`, on a server that ' +
      'checks signatures: for what is the account’s own. Users and roles need the permission that is listed as the scope.',
    fixedPaths,
  });
