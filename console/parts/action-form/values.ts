import type { Member, Schema } from '../../api/open-api.ts';
import { words } from '../../words.ts';

/** The values of a closed list, or undefined if the schema has none. */
export const choicesOf = ({ enum: values, anyOf }: Schema): readonly string[] | undefined => {
  if (values) return values;
  if (!anyOf?.every((schema) => typeof schema.const === 'string')) return undefined;
  return anyOf.map((schema) => String(schema.const));
};

/** Whether a value is written as JSON, because it has parts. */
export const isStructured = ({ type }: Schema): boolean => type === 'object' || type === 'array';

const isNumber = ({ type }: Schema): boolean => type === 'integer' || type === 'number';

/** E.g. `expiresIn` as `Expires in`. */
export const labelOf = (name: string): string => {
  const spaced = name.replaceAll(
    /([a-z\d])([A-Z])/g,
    (_, end: string, begin: string) => `${end} ${begin.toLowerCase()}`,
  );
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

/** What is wrong with a typed text, as far as the page can tell; the server decides. */
export const problemOf = ({ isRequired, schema }: Member, text: string): string | undefined => {
  if (text === '') return isRequired ? words.form.required : undefined;
  if (isNumber(schema) && !Number.isFinite(Number(text))) return words.form.number;
  if (!isStructured(schema)) return undefined;
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return words.form.json((error as Error).message);
  }
};

/** Returns the value that a typed text stands for; undefined for nothing. */
export const readValue = (schema: Schema, text: string): unknown => {
  if (text === '') return undefined;
  if (schema.type === 'boolean') return text === 'true';
  if (isNumber(schema)) return Number(text);
  return isStructured(schema) ? JSON.parse(text) : text;
};
