import { AWS_OPPORTUNITY_SUMMARY_FULL_VIEW, OPPORTUNITY_SUMMARY_VIEW } from '../../model/documents.ts';
import type { Fault } from '../../model/errors.ts';
import { AWS_ACCOUNT } from '../../model/identifiers.ts';

const templates: readonly string[] = [OPPORTUNITY_SUMMARY_VIEW, AWS_OPPORTUNITY_SUMMARY_FULL_VIEW];

/** AWS docs, working-with-multi-partner-opportunities: only two templates exist. */
export const templateFaults = (template: string): Fault[] =>
  templates.includes(template)
    ? []
    : [
        {
          FieldName: 'ResourceSnapshotTemplateIdentifier',
          Message: `ResourceSnapshotTemplateIdentifier must be one of: ${templates.join(', ')}.`,
          Code: 'INVALID_VALUE',
        },
      ];

/** Whether a member of the engagement may see a snapshot: the full view is for its creator and AWS only. */
export const maySeeSnapshot = (
  { template, created_by }: { template: string; created_by: string },
  account: string,
): boolean =>
  template !== AWS_OPPORTUNITY_SUMMARY_FULL_VIEW || account === created_by || account === AWS_ACCOUNT;
