import * as forms from '../../../src/model/limits/forms.ts';
import type { FieldFault } from '../../api/fault.ts';
import { words } from '../../words.ts';
import type { Field, LimitData } from './contract.ts';

const said = words.schemaForm.formats;

/** What each pattern of the server's limits asks for, in words. `test/console/forms.test.ts` fails if one is missing. */
const formats = new Map<string, string>(
  (
    [
      [forms.account, said.account],
      [forms.amount, said.amount],
      [forms.amountOrEmpty, said.amount],
      [forms.catalogName, said.catalog],
      [forms.clientToken, said.token],
      [forms.contextId, said.context],
      [forms.day, said.day],
      [forms.duns, said.duns],
      [forms.email, said.email],
      [forms.engagementArnOrId, said.engagement],
      [forms.engagementId, said.engagementId],
      [forms.invitationArnOrId, said.invitation],
      [forms.jobId, said.job],
      [forms.opportunityId, said.opportunity],
      [forms.phone, said.phone],
      [forms.prospectingTaskId, said.prospectingTask],
      [forms.rejectionReason, said.printable],
      [forms.senderEmail, said.senderEmail],
      [forms.snapshotRole, said.role],
      [forms.snapshotTemplate, said.template],
      [forms.solutionId, said.solution],
      [forms.tagKey, said.tag],
      [forms.taggableArn, said.taggable],
      [forms.tagValue, said.tag],
      [forms.taskArnOrId, said.task],
      [forms.website, said.website],
    ] as const
  ).map(([{ source }, text]) => [source, text]),
);

/** What a pattern asks for, in words. */
export const formatOf = (source: string): string | undefined => formats.get(source);

/** What a limit asks for, in words; nothing of lengths, which a counter shows. */
export const limitInWords = (limit: LimitData | undefined): string | undefined => {
  switch (limit?.kind) {
    case 'pattern':
      return formatOf(limit.source);
    case 'whole':
      return words.schemaForm.whole(limit.min, limit.max);
    case 'chars':
      return limit.min > 1 ? words.schemaForm.atLeast(limit.min) : undefined;
    default:
      return undefined;
  }
};

/** The longest text that a field may hold, if it has to be counted. */
export const longest = (field: Field): number | undefined =>
  field.kind === 'text' && (field.limit?.kind === 'chars' || field.limit?.kind === 'pattern')
    ? field.limit.max
    : undefined;

/** Lengths count characters as the server does: by code points. */
export const lengthOf = (text: string): number => [...text].length;

/** A fault as it stands at its field: without the member's path, and with words in place of a pattern. */
export const faultInWords = ({ FieldName = '', Message }: FieldFault): string => {
  const source = [...formats.keys()].find((one) => Message.includes(`must match the pattern ${one}`));
  if (source !== undefined) return words.schemaForm.faults.form(formats.get(source) ?? '');
  const start = /^[\w.[\]]+/.exec(Message)?.[0] ?? '';
  const isPath =
    FieldName !== '' &&
    start.replace(/\[\d+\]/g, '').toLowerCase() === FieldName.replace(/\[\d+\]/g, '').toLowerCase();
  const rest = isPath ? Message.slice(start.length).trim() : Message;
  const told = rest.replace(/^is required\b/, words.schemaForm.faults.missing).replace(/\.?$/, '.');
  return told.charAt(0).toUpperCase() + told.slice(1);
};
