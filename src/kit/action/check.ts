import { Settings } from 'typebox/system';
import { Errors } from 'typebox/value';
import { type JsonSchema, strictSchema } from './json-schema.ts';

/** Maximum number of faults that are reported for one input. */
const MOST_FAULTS = 1000;

/** What is wrong with a member of an input, or with all of it if no member is named. */
export interface InputFault {
  /** Where in the input, e.g. `contacts[0].email`. */
  FieldName?: string;
  Message: string;
  Code: FaultCode;
}

type FaultCode =
  | 'INVALID_ENUM_VALUE'
  | 'INVALID_STRING_FORMAT'
  | 'INVALID_VALUE'
  | 'NOT_ENOUGH_VALUES'
  | 'REQUIRED_FIELD_MISSING'
  | 'TOO_MANY_VALUES'
  | 'VALUE_OUT_OF_RANGE';

/** A fault as typebox finds it. */
interface Finding {
  keyword: string;
  /** Where in the schema, e.g. `#/properties/id`. */
  schemaPath: string;
  /** Where in the value, e.g. `/contacts/0/email`. */
  instancePath: string;
  params: object;
  message: string;
}

/** Returns every fault of a value, including unknown members. */
export const faultsOf = (schema: object, value: unknown): InputFault[] => {
  Settings.Set({ maxErrors: MOST_FAULTS });
  const strict = strictSchema(schema);
  const findings = Errors(strict, value) as Finding[];
  const choices = findings.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  return findings
    .filter(({ keyword, schemaPath }) => {
      // `additionalProperties` reports an unknown member already, and a choice reports the faults of its alternatives.
      if (keyword === 'boolean') return false;
      return !choices.some((choice) => schemaPath.startsWith(`${choice.schemaPath}/${choice.keyword}/`));
    })
    .flatMap((finding) => describe(strict, finding));
};

const describe = (schema: JsonSchema, finding: Finding): InputFault[] => {
  const { keyword, instancePath, params, message } = finding;
  const path = dotted(instancePath);
  const within = (name: string): string => (path ? `${path}.${name}` : name);
  const { requiredProperties = [], additionalProperties = [] } = params as Record<string, string[]>;
  switch (keyword) {
    case 'required':
      return requiredProperties.map((name) => fault(within(name), 'REQUIRED_FIELD_MISSING', 'is required'));
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return additionalProperties.map((name) => fault(within(name), 'INVALID_VALUE', 'is unknown'));
    case 'anyOf':
    case 'oneOf': {
      const listed = choicesAt(schema, `${finding.schemaPath}/${keyword}`);
      if (!listed) return [fault(path, 'INVALID_VALUE', 'has none of the allowed forms')];
      return [fault(path, 'INVALID_ENUM_VALUE', `has to be one of ${listed.join(', ')}`)];
    }
    case 'enum': {
      const { allowedValues } = params as { allowedValues: unknown[] };
      return [fault(path, 'INVALID_ENUM_VALUE', `has to be one of ${allowedValues.join(', ')}`)];
    }
    case 'const':
      return [
        fault(
          path,
          'INVALID_ENUM_VALUE',
          `has to be ${JSON.stringify((params as { allowedValue: unknown }).allowedValue)}`,
        ),
      ];
    case 'pattern': {
      const form = schemaAt(schema, finding.schemaPath)?.description?.replace(/\.$/, '');
      return [fault(path, 'INVALID_STRING_FORMAT', form ? `has the wrong form. It is: ${form}` : WRONG_FORM)];
    }
    default:
      return [fault(path, codes[keyword] ?? 'INVALID_VALUE', message)];
  }
};

const WRONG_FORM = 'has characters that are not allowed, or the wrong form';

const codes: Readonly<Record<string, FaultCode>> = {
  format: 'INVALID_STRING_FORMAT',
  minLength: 'VALUE_OUT_OF_RANGE',
  maxLength: 'VALUE_OUT_OF_RANGE',
  minimum: 'VALUE_OUT_OF_RANGE',
  maximum: 'VALUE_OUT_OF_RANGE',
  exclusiveMinimum: 'VALUE_OUT_OF_RANGE',
  exclusiveMaximum: 'VALUE_OUT_OF_RANGE',
  minItems: 'NOT_ENOUGH_VALUES',
  minProperties: 'NOT_ENOUGH_VALUES',
  maxItems: 'TOO_MANY_VALUES',
  maxProperties: 'TOO_MANY_VALUES',
};

const fault = (path: string, Code: FaultCode, says: string): InputFault =>
  path
    ? { FieldName: path, Message: `${path} ${says}.`, Code }
    : { Message: `The input as a whole ${says}.`, Code };

/** Converts `/contacts/0/email` to `contacts[0].email`. */
const dotted = (pointer: string): string =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');

/** Returns the part of a schema at a place such as `#/properties/id`. */
const schemaAt = (schema: JsonSchema, path: string): JsonSchema | undefined => {
  let at: unknown = schema;
  for (const part of path.split('/').slice(1)) at = (at as Record<string, unknown> | undefined)?.[part];
  return at as JsonSchema | undefined;
};

/** Returns the allowed values if a choice is between constants only. */
const choicesAt = (schema: JsonSchema, path: string): unknown[] | undefined => {
  const at: unknown = schemaAt(schema, path);
  const choices = Array.isArray(at) ? (at as JsonSchema[]) : [];
  return choices.length > 0 && choices.every((choice) => 'const' in choice)
    ? choices.map((choice) => choice.const)
    : undefined;
};
