import { isMembers, type Json } from '../kit/shape/differences.ts';

/** Returns a copy whose texts are replaced. `member` is the name of the member that has the text, or the list that it is in. */
export const mapTexts = (
  value: Json,
  replace: (text: string, member: string) => string,
  member = '',
): Json => {
  if (typeof value === 'string') return replace(value, member);
  if (Array.isArray(value)) return value.map((element) => mapTexts(element, replace, member));
  if (!isMembers(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, mapTexts(part, replace, name)]),
  );
};

/** Calls `visit` with each text. */
export const eachText = (value: Json, visit: (text: string, member: string) => void): void => {
  mapTexts(value, (text, member) => {
    visit(text, member);
    return text;
  });
};
