import type { Caller } from '../access/caller.ts';
import { createAuthorize } from '../access/permissions/authorize.ts';
import type { Permissions } from '../access/permissions/permissions.ts';
import { writePrincipal } from '../access/permissions/principal.ts';
import type { ExceededQuota, Quotas } from '../changes/work.ts';
import type { Injected, KnownInjections } from '../controls/injections.ts';
import { awsJson } from '../kit/service/aws-json.ts';
import type { Service } from '../kit/service/service.ts';
import { isOperationName, type OperationName } from '../model/contract.ts';
import { decodeInput } from '../model/decode.ts';
import { encodeOutput } from '../model/encode.ts';
import { requestValidationFailed, ThrottlingException } from '../model/errors.ts';
import { describeQuota } from '../rules/access/quotas.ts';
import type { Operations } from './index.ts';
import type { Call } from './operation.ts';
import { perform } from './opportunities/late-reads.ts';
import { catalogIn } from './resources.ts';

/** What the server provides to this service. */
export interface PartnerCentralHost {
  operations: Operations;
  /** Creates a call of an account, as of now; `particulars` override defaults for this call. */
  callOf(account: string, particulars?: Partial<Pick<Call, 'taskWait' | 'onGone' | 'principal'>>): Call;
  /** The failures that the operator injects. Default: none. */
  injections?: Pick<KnownInjections, 'inject'>;
  /** Default: none. */
  quotas?: Pick<Quotas, 'count'>;
  /** What callers may do. Default: everything. */
  permissions?: Permissions | undefined;
}

const authorize = createAuthorize({
  prefix: 'partnercentral',
  keys: {
    'partnercentral:catalog': (input) => {
      const catalog = catalogIn(input);
      return catalog === undefined ? undefined : [catalog];
    },
  },
});

/** The other services of Partner Central. Source: their models in the AWS SDKs (`targetPrefix`). */
const SIBLINGS = {
  PartnerCentralAccount: 'the Partner Central Account API (partnercentral-account)',
  PartnerCentralBenefitsService: 'the Partner Central Benefits API (partnercentral-benefits)',
  PartnerCentralChannel: 'the Partner Central Channel API (partnercentral-channel)',
};

/** The Partner Central Selling API. Seen: AWS's own request collection names operations by the path. */
export const partnerCentral: Service<PartnerCentralHost, Caller, Call> = {
  signingName: 'partnercentral-selling',
  protocol: awsJson({
    version: '1.0',
    targetPrefix: 'AWSPartnerCentralSelling.',
    title: 'the Partner Central Selling API',
    siblings: SIBLINGS,
    notImplemented: (operation) => `cosell does not implement ${operation} yet.`,
    isNamedByPath: true,
    errorBody: ({ name, message, details }) => ({ __type: name, Message: message, ...details }),
  }),
  api: ({ operations }) => ({
    operations,
    isOperationName,
    decode: decodeInput,
    invalid: requestValidationFailed,
    perform,
    encode: encodeOutput,
  }),
  authorize: ({ permissions }, asked) => permissions && authorize(permissions, asked),
  inject: ({ injections }, { caller: { account }, operation, input }) =>
    injections?.inject({ account, operation: operation as OperationName, catalog: catalogIn(input) }),
  throttle: ({ quotas }, { caller: { account }, operation }) => {
    const exceeded = quotas?.count(account, operation as OperationName);
    if (exceeded instanceof Promise) return exceeded.then((quota) => refuse(quota, operation));
    refuse(exceeded, operation);
    return undefined;
  },
  callOf: ({ callOf, permissions }, { caller, injected, onGone }) => {
    const { taskWait } = (injected ?? {}) as Injected;
    const principal = permissions && (() => writePrincipal(caller));
    const particulars = { principal, onGone };
    return callOf(caller.account, taskWait === undefined ? particulars : { ...particulars, taskWait });
  },
};

const refuse = (exceeded: ExceededQuota | undefined, operation: string): void => {
  if (exceeded) throw ThrottlingException(describeQuota(exceeded.class, exceeded, operation));
};
