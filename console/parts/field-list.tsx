import Autosuggest from '@cloudscape-design/components/autosuggest';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import Textarea from '@cloudscape-design/components/textarea';
import type { FieldFault } from '../api/fault.ts';
import { words } from '../words.ts';

/** A field of a small form. */
export interface Field {
  /** The member of the request, e.g. `Payload.Lead.Customer.CompanyName`. */
  path: string;
  label: string;
  /** `suggest` is free text with suggestions, `select` a closed list. */
  kind?: 'text' | 'area' | 'select' | 'suggest' | 'date';
  options?: readonly string[];
  isRequired?: boolean;
  hint?: string;
}

/** What is typed, by path. An empty text is an absent member. */
export type Values = Readonly<Record<string, string>>;

/** `Payload.Lead.Interactions` and `payload.lead.interactions` are the same member: faults name it in lower camel case. */
const nameOf = (path: string) => path.toLowerCase();

export const faultsAt = (path: string, faults: readonly FieldFault[]): readonly FieldFault[] =>
  faults.filter(({ FieldName }) => FieldName !== undefined && nameOf(FieldName) === nameOf(path));

/** The server's words, with the field's label instead of the member's path. */
const messageOf = ({ FieldName = '', Message }: FieldFault, { label }: Field): string =>
  Message.startsWith(`${FieldName} `) ? label + Message.slice(FieldName.length) : Message;

/** Makes an object of the values: `{'A.B': 'x'}` becomes `{A: {B: 'x'}}`. Empty values are left out. */
export const toDocument = (values: Values): Record<string, unknown> => {
  const document: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(values)) {
    if (value.trim() === '') continue;
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    let at = document;
    for (const step of steps) {
      at[step] ??= {};
      at = at[step] as Record<string, unknown>;
    }
    at[last] = value;
  }
  return document;
};

/** Reads the values of the fields from an object. */
export const toValues = (document: unknown, fields: readonly Field[]): Values =>
  Object.fromEntries(
    fields.map(({ path }) => {
      const value = path
        .split('.')
        .reduce<unknown>((at, step) => (at as Record<string, unknown> | null | undefined)?.[step], document);
      return [path, typeof value === 'string' ? value : ''];
    }),
  );

/** Fields in two columns, one on a narrow window, each with the server's faults of its member. */
export const FieldList = ({
  fields,
  values,
  faults,
  onChange,
}: {
  fields: readonly Field[];
  values: Values;
  faults: readonly FieldFault[];
  onChange: (values: Values) => void;
}) => (
  <div className="form-grid">
    {fields.map((field) => {
      const own = faultsAt(field.path, faults);
      return (
        <div key={field.path} className={field.kind === 'area' ? 'form-wide' : ''}>
          <FormField
            label={
              field.isRequired ? (
                field.label
              ) : (
                <>
                  {field.label} <i>– {words.form.optional}</i>
                </>
              )
            }
            description={field.hint}
            errorText={own.map((fault) => messageOf(fault, field)).join(' ')}
          >
            <FieldInput
              field={field}
              value={values[field.path] ?? ''}
              isInvalid={own.length > 0}
              onChange={(value) => onChange({ ...values, [field.path]: value })}
            />
          </FormField>
        </div>
      );
    })}
  </div>
);

const FieldInput = ({
  field: { kind = 'text', options = [], label },
  value,
  isInvalid,
  onChange,
}: {
  field: Field;
  value: string;
  isInvalid: boolean;
  onChange: (value: string) => void;
}) => {
  const shared = {
    value,
    invalid: isInvalid,
    onChange: ({ detail }: { detail: { value: string } }) => onChange(detail.value),
  };
  if (kind === 'area') return <Textarea {...shared} rows={3} />;
  if (kind === 'date') return <DatePicker {...shared} placeholder={words.form.day} />;
  if (kind === 'suggest') {
    return (
      <Autosuggest
        {...shared}
        options={options.map((option) => ({ value: option }))}
        enteredTextLabel={(typed) => words.form.use(typed)}
        empty={words.form.noSuggestion}
      />
    );
  }
  if (kind === 'select') {
    return (
      <Select
        selectedOption={value ? { value, label: value } : null}
        invalid={isInvalid}
        filteringType={options.length > 10 ? 'auto' : 'none'}
        filteringAriaLabel={label}
        placeholder={words.form.choose}
        options={options.map((option) => ({ value: option, label: option }))}
        onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
      />
    );
  }
  return <Input {...shared} />;
};
