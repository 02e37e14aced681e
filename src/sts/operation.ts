import type { Caller } from '../access/caller.ts';
import type { Permissions } from '../access/permissions/permissions.ts';
import type { Sessions } from '../access/sessions.ts';
import type { SignedRequest } from '../kit/http/signed-request.ts';
import { operationOf } from '../kit/service/operation.ts';
import type { Form } from '../kit/service/query/form.ts';
import type { XmlElements } from '../kit/service/query/xml.ts';
import type { Access } from '../kit/service/service.ts';
import { AccessDeniedException } from '../model/errors.ts';

/** One call of an STS operation, as its handler gets it. */
export interface StsCall {
  readonly caller: Caller;
  readonly sessions: Sessions;
  /** What decides who may assume roles; undefined without authentication. */
  readonly permissions: Permissions | undefined;
  readonly request: Pick<SignedRequest, 'headers' | 'sourceIp' | 'isSecure'>;
  /** Records what was decided about the call. */
  decided(access: Access): void;
}

/** Defines an STS operation; its file exports the result. The handler checks limits by reading the form. */
export const operation = operationOf<Record<string, { input: Form; output: XmlElements }>, StsCall>();

/** Records that a call is allowed. `resource`: the ARN of a role. */
export const allow = ({ decided }: StsCall, action: string, resource: string): void =>
  decided({ action, resource, decision: 'Allow' });

/**
 * Records that a call is denied. Returns the error, by default STS's for a caller without permission. AWS docs: IAM user guide,
 * "Troubleshoot access denied errors". What denied it is not told, also not whether the role exists.
 */
export const deny = (
  { caller: { arn }, decided }: StsCall,
  action: string,
  resource: string,
  message = `User: ${arn} is not authorized to perform: ${action} on resource: ${resource}`,
) => {
  const refusal = AccessDeniedException(message);
  decided({ action, resource, decision: 'ImplicitDeny', refusal });
  return refusal;
};
