import { faultMeanings, meanings } from '../../src/server/journal/explain/codes.ts';
import { code, madeFrom, table } from './markdown.ts';
import { reasons } from './reasons.ts';

/** Writes the index of errors: each exception, code of a fault and reason code, with its cause and what to do. */
export const errorsPage = (): string =>
  [
    '# Errors',
    '',
    madeFrom('src/server/journal/explain/codes.ts and docs/reference-pages/reasons.ts'),
    '',
    'Every error that a call or a task can end with: what it means, and what to do. The console and `cosell requests show` say the same of a call that was',
    'refused, with the members of that call.',
    '',
    '## Exceptions',
    '',
    ...Object.entries(meanings).flatMap(([name, { means, advice, source }]) => [
      `### ${name}`,
      '',
      `${means} ${advice}`,
      '',
      ...(name === 'ValidationException' ? [VALIDATION, ''] : []),
      `Source: ${source}.`,
      '',
    ]),
    '## Codes of faults',
    '',
    'A `ValidationException` has an `ErrorList`: one entry for each fault, with `FieldName`, `Message` and `Code`.',
    '',
    table(
      ['Code', 'Means'],
      Object.entries(faultMeanings).map(([name, means]) => [code(name), means]),
    ),
    '',
    '## Reason codes of tasks',
    '',
    'A task that failed has a `ReasonCode` and a `Message`. What its steps did before the one that failed stays; starting the task again continues',
    'there.',
    '',
    table(
      ['ReasonCode', 'Means', 'What to do'],
      Object.entries(reasons).map(([name, [means, advice]]) => [code(name), means, advice]),
    ),
    '',
  ].join('\n');

const VALIDATION = [
  'Its `Reason` says which check failed: `REQUEST_VALIDATION_FAILED`, a member is missing or outside of its limits; `BUSINESS_VALIDATION_FAILED`, the request is',
  'well-formed and breaks a rule. The second is only checked if the first finds nothing.',
].join('\n');
