import type { Authenticator } from '../access/authenticator.ts';
import type { Caller } from '../access/caller.ts';
import type { Permissions } from '../access/permissions/permissions.ts';
import { loadFolder, modulesBelow } from '../kit/service/load-folder.ts';
import { isOperation, type Operation } from '../kit/service/operation.ts';
import { constraintsFailed, createForm } from '../kit/service/query/form.ts';
import { query } from '../kit/service/query/query.ts';
import type { XmlElements } from '../kit/service/query/xml.ts';
import type { Api, Service } from '../kit/service/service.ts';
import type { StsCall } from './operation.ts';

const VERSION = '2011-06-15';

/**
 * Error codes and statuses of STS that differ from the JSON protocols.
 * AWS docs: AWS STS API reference, "Common Error Types", and what STS answers.
 */
const protocol = query({
  version: VERSION,
  namespace: `https://sts.amazonaws.com/doc/${VERSION}/`,
  errors: {
    AccessDeniedException: ['AccessDenied', 403],
    ExpiredTokenException: ['ExpiredToken', 403],
    MissingAuthenticationTokenException: ['MissingAuthenticationToken', 403],
    IncompleteSignatureException: ['IncompleteSignature', 400],
    UnrecognizedClientException: ['InvalidClientTokenId', 403],
    InvalidSignatureException: ['SignatureDoesNotMatch', 403],
    InternalServerException: ['InternalFailure', 500],
  },
});

const load = async (): Promise<Api<StsCall>> => {
  const operations = await loadFolder<Operation<string, object, object, StsCall>>(
    modulesBelow(import.meta.url),
    isOperation,
  );
  return {
    operations,
    isOperationName: (name) => operations.has(name),
    decode: (_operation, members) => ({ input: createForm(members as URLSearchParams), faults: [] }),
    invalid: (faults) => constraintsFailed(faults as string[]),
    encode: (operation, output, requestId) => protocol.encode(operation, output as XmlElements, requestId),
  };
};

/** What STS needs from the server. */
interface StsHost {
  authenticator: Pick<Authenticator, 'sessions'>;
  permissions?: Permissions | undefined;
}

/** The part of AWS STS that clients use before they call the API: caller identity and temporary keys. */
export const sts: Service<StsHost, Caller, StsCall> = {
  signingName: 'sts',
  label: 'sts',
  protocol,
  api: load,
  callOf: ({ authenticator: { sessions }, permissions }, { caller, request, decided }) => ({
    ...{ caller, sessions, permissions, request, decided },
  }),
};
