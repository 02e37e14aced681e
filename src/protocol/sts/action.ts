import type { Caller } from '../../access/caller.ts';
import type { Sessions } from '../../access/sessions.ts';
import { AccessDeniedException } from '../../model/errors.ts';
import type { Form } from './form.ts';
import type { XmlContent } from './xml.ts';

/** One action of STS. */
export interface StsAction {
  readonly name: string;
  /** Answers what the result's element holds. Throws the errors of STS in `model/errors.ts`. */
  perform(form: Form, call: StsCall): XmlContent;
}

export interface StsCall {
  readonly caller: Caller;
  /** Undefined where the server takes no temporary keys. */
  readonly sessions: Sessions | undefined;
}

/** What makes temporary keys. @throws AccessDeniedException where the server takes none */
export const sessionsOf = ({ sessions }: StsCall): Sessions => {
  if (sessions) return sessions;
  throw AccessDeniedException(
    "This server gives no temporary keys: its auth is 'strict', and it takes the keys of its configuration alone. " +
      "Use one of those, or start it with auth 'off'.",
  );
};

/** STS's words for a caller that may not do something. AWS docs: IAM user guide, "Troubleshoot access denied errors". */
export const notAuthorized = ({ arn }: Caller, action: string, resource: string) =>
  AccessDeniedException(`User: ${arn} is not authorized to perform: ${action} on resource: ${resource}`);
