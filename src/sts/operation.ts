import type { Caller } from '../access/caller.ts';
import type { Sessions } from '../access/sessions.ts';
import { operationOf } from '../kit/service/operation.ts';
import type { Form } from '../kit/service/query/form.ts';
import type { XmlElements } from '../kit/service/query/xml.ts';
import { AccessDeniedException } from '../model/errors.ts';

/** One call of an STS operation, as its handler gets it. */
export interface StsCall {
  readonly caller: Caller;
  /** Undefined if the server accepts no temporary keys. */
  readonly sessions: Sessions | undefined;
}

/** Defines an STS operation; its file exports the result. The handler checks limits by reading the form. */
export const operation = operationOf<Record<string, { input: Form; output: XmlElements }>, StsCall>();

/** Returns the issuer of temporary keys. @throws AccessDeniedException if the server accepts none */
export const sessionsOf = ({ sessions }: StsCall): Sessions => {
  if (sessions) return sessions;
  throw AccessDeniedException(
    "This server gives no temporary keys: its auth is 'strict', and it accepts only the keys in its configuration. " +
      "Use one of those, or start it with auth 'off'.",
  );
};

/** STS's error for a caller without permission. AWS docs: IAM user guide, "Troubleshoot access denied errors". */
export const notAuthorized = ({ arn }: Caller, action: string, resource: string) =>
  AccessDeniedException(`User: ${arn} is not authorized to perform: ${action} on resource: ${resource}`);
