/** Texts that are read as one word although they have capitals inside. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/\bAws\b/g, 'AWS'],
  [/\baws\b/g, 'AWS'],
  [/\burl\b/g, 'address'],
  [/\bids?\b/g, 'id'],
];

/** The name of a member in words: `ExpectedCustomerSpend` is `Expected customer spend`. */
export const inWords = (member: string): string => {
  const spaced = member.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2');
  const lower = spaced.toLowerCase();
  const words = NAMES.reduce((text, [pattern, name]) => text.replace(pattern, name), lower);
  return words.charAt(0).toUpperCase() + words.slice(1);
};
