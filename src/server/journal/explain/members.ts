import { nearest } from '../../../kit/shape/nearest.ts';
import type { Failed } from './failed.ts';
import { unknownMembers } from './find-member.ts';

/** Says which members of the request the operation ignores, because it does not know them: a misspelled one counts as missing. */
export const memberNeeds = ({ entry: { service, operation = '' }, input }: Failed): string[] => {
  if (service !== 'partnercentral-selling') return [];
  return unknownMembers(operation, input).map(({ name, known }) => {
    const [meant] = nearest(name, known);
    const probably = meant === undefined ? '' : `; probably ${meant} is meant`;
    return `${operation} has no member ${name}, and ignores it${probably}.`;
  });
};

/** Says where a body stops to be JSON. The text itself is not repeated. */
export const jsonNeeds = (text: string | undefined): string[] => {
  try {
    JSON.parse(text || '{}');
    return [];
  } catch (error) {
    const at = /position (\d+)/.exec((error as Error).message)?.[1] ?? String(text?.length ?? 0);
    const before = (text ?? '').slice(0, Number(at)).split('\n');
    return [
      `JSON: it ends to be readable at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}.`,
    ];
  }
};
