import type { Caller } from '../access/caller.ts';
import type { Sessions } from '../access/sessions.ts';
import { operationOf } from '../kit/service/operation.ts';
import type { Form } from '../kit/service/query/form.ts';
import type { XmlElements } from '../kit/service/query/xml.ts';
import { AccessDeniedException } from '../model/errors.ts';

/** One call of an operation of STS, as its handler sees it. */
export interface StsCall {
  readonly caller: Caller;
  /** Undefined if the server takes no temporary keys. */
  readonly sessions: Sessions | undefined;
}

/** Defines an operation of STS: an export of its file. It reads its limits from the form, and answers elements of XML. */
export const operation = operationOf<Record<string, { input: Form; output: XmlElements }>, StsCall>();

/** The maker of temporary keys. @throws AccessDeniedException if the server takes none */
export const sessionsOf = ({ sessions }: StsCall): Sessions => {
  if (sessions) return sessions;
  throw AccessDeniedException(
    "This server gives no temporary keys: its auth is 'strict', and it accepts only the keys in its configuration. " +
      "Use one of those, or start it with auth 'off'.",
  );
};

/** STS's words for a caller that may not do something. AWS docs: IAM user guide, "Troubleshoot access denied errors". */
export const notAuthorized = ({ arn }: Caller, action: string, resource: string) =>
  AccessDeniedException(`User: ${arn} is not authorized to perform: ${action} on resource: ${resource}`);
