import { nearest } from '../../../kit/shape/nearest.ts';
import type { ExplainedFault } from '../../../operator/request-detail-schemas.ts';
import type { StatedError, StatedFault } from '../read-error.ts';
import { faultMeanings } from './codes.ts';
import { type FoundMember, findMember } from './find-member.ts';
import { ruleSourceOf } from './rule-sources.ts';

/** Values of a closed list that are listed in full; of a longer one the nearest are. */
const LISTED = 40;

/** Explains each fault of a ValidationException. `input`: the body of the request, undefined if it is not known. */
export const explainFaults = (
  operation: string | undefined,
  { faults, reason }: StatedError,
  input: unknown,
): ExplainedFault[] =>
  faults.map((fault) => {
    const { fieldName, code, message } = fault;
    const member =
      operation !== undefined && fieldName !== undefined
        ? findMember(operation, fieldName, input)
        : undefined;
    const source = sourceOf(fault, member, reason);
    const needed = neededBy(fault, member);
    return {
      ...(fieldName !== undefined && { fieldName }),
      code,
      message,
      means: faultMeanings[code] ?? 'The request does not conform to the operation.',
      ...(source !== undefined && { source }),
      ...(needed !== undefined && { needed }),
    };
  });

/** A violated limit is documented with the structure, a business rule elsewhere. */
const sourceOf = (
  { fieldName, code }: StatedFault,
  member: FoundMember | undefined,
  reason: string | undefined,
): string | undefined => {
  const rule =
    fieldName !== undefined && reason !== 'REQUEST_VALIDATION_FAILED'
      ? ruleSourceOf(fieldName, code)
      : undefined;
  if (rule !== undefined) return rule;
  return member && `AWS API reference: ${member.structure.replace(/Request$/, '')}, ${member.name}`;
};

/** What would have been accepted. */
const neededBy = ({ code }: StatedFault, member: FoundMember | undefined): string | undefined => {
  if (!member) return undefined;
  const { limit, name, values } = member;
  const element = limit?.kind === 'items' ? limit.element : limit;
  if (code === 'REQUIRED_FIELD_MISSING') {
    const form = element?.kind === 'oneOf' ? `, one of ${listOf([...element.values])}` : '';
    return `The member ${name} of ${member.structure}${form}.`;
  }
  if (element?.kind === 'oneOf') {
    const wrong = values.filter(
      (value): value is string => typeof value === 'string' && !element.values.has(value),
    );
    const meant = wrong.flatMap((value) =>
      nearest(value, element.values).map((near) => `"${near}" instead of "${value}"`),
    );
    const all = element.values.size <= LISTED ? `One of ${listOf([...element.values])}.` : '';
    return (
      [meant.length > 0 ? `Probably ${meant.join(', ')}.` : '', all].filter(Boolean).join(' ') || undefined
    );
  }
  if (limit?.kind === 'items' && /VALUES$/.test(code)) {
    return `From ${limit.min} to ${limit.max} elements; the request has ${values.length}.`;
  }
  if (element?.kind === 'chars') return lengthNeeded(values, element.min, element.max);
  if (element?.kind === 'pattern') {
    const nearer = values.flatMap((value) => trimmed(value, element.regexp));
    return nearer.length > 0 ? `Probably ${nearer.join(', ')}.` : undefined;
  }
  return undefined;
};

const lengthNeeded = (values: unknown[], min: number, max: number): string | undefined => {
  const lengths = values
    .filter((value): value is string => typeof value === 'string')
    .map((value) => [...value].length)
    .filter((length) => length < min || length > max);
  if (lengths.length === 0) return undefined;
  return `From ${min} to ${max} characters; the request has ${lengths.join(', ')}.`;
};

/** What nearly has the right form: with space around it, or an ARN where an id is needed. */
const trimmed = (value: unknown, form: RegExp): string[] => {
  if (typeof value !== 'string') return [];
  const candidates = [
    value.trim(),
    value.trim().toUpperCase(),
    value.trim().toLowerCase(),
    value.split('/').at(-1) ?? '',
  ];
  const fitting = candidates.find((candidate) => candidate !== value && form.test(candidate));
  return fitting === undefined ? [] : [`"${fitting}" instead of "${value}"`];
};

const listOf = (values: string[]): string =>
  values.length <= LISTED
    ? values.join(', ')
    : `${values.slice(0, LISTED).join(', ')}, … (${values.length} values)`;
