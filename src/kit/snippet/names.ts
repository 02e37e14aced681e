/** Returns a name in lower case with separators, as botocore and the AWS CLI derive methods and options: `GetOpportunity`, `get_opportunity`. */
export const separated = (name: string, separator: '_' | '-'): string =>
  name
    .replace(/[A-Z]{2,}s$/, (plural) => `${separator}${plural.toLowerCase()}`)
    .replace(/(.)([A-Z][a-z]+)/g, `$1${separator}$2`)
    .replace(/([a-z0-9])([A-Z])/g, `$1${separator}$2`)
    .replace(new RegExp(`^${separator}`), '')
    .toLowerCase();

export const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
export const upperFirst = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Whether a name needs no quotes in any of the languages. */
export const isPlainName = (name: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
