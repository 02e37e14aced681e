import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import Textarea from '@cloudscape-design/components/textarea';
import type { Member } from '../../api/open-api.ts';
import { words } from '../../words.ts';
import { choicesOf, isStructured, labelOf } from './values.ts';

/** Texts that may be longer get several lines. */
const LONG_TEXT = 1_000;
/** Longer lists can be searched. */
const SEARCHED = 8;

/** A field for one member of what an action takes. The text is what is typed; see `readValue`. */
export const MemberField = ({
  member: { name, isRequired, schema },
  text,
  error,
  onChange,
}: {
  member: Member;
  text: string;
  error: string | undefined;
  onChange: (text: string) => void;
}) => {
  const choices = schema.type === 'boolean' ? ['true', 'false'] : choicesOf(schema);
  const preset = schema.default === undefined ? undefined : words.form.preset(String(schema.default));
  const hint = isStructured(schema) ? words.form.asJson : preset;
  return (
    <FormField
      label={isRequired ? labelOf(name) : `${labelOf(name)} – ${words.form.optional}`}
      description={schema.description}
      errorText={error}
      constraintText={hint}
      stretch={isStructured(schema)}
    >
      {choices ? (
        <Select
          selectedOption={text === '' ? null : { value: text, label: text }}
          placeholder={words.form.choose}
          options={[
            ...(isRequired ? [] : [{ value: '', label: words.form.nothing }]),
            ...choices.map((value) => ({ value, label: value })),
          ]}
          {...(choices.length > SEARCHED && { filteringType: 'auto' as const })}
          onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
        />
      ) : isStructured(schema) || (schema.maxLength ?? 0) >= LONG_TEXT ? (
        <Textarea
          value={text}
          rows={isStructured(schema) ? 8 : 3}
          onChange={({ detail }) => onChange(detail.value)}
        />
      ) : (
        <Input value={text} autoComplete={false} onChange={({ detail }) => onChange(detail.value)} />
      )}
    </FormField>
  );
};
