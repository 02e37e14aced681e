import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { words } from '../../words.ts';
import { fieldAt, type Structure, structureOf, typedUnion } from './contract.ts';
import { type FieldsOf, useFormContext } from './form-context.ts';
import { faultInWords } from './formats.ts';
import { labelOf } from './labels.ts';
import { FieldLabel } from './marks.tsx';
import { join, valueAt, withoutIndexes } from './paths.ts';
import { useField } from './use-field.ts';

/** A union: one kind is chosen, and has fields. A member `Type` beside it, which names the kind, follows. */
export const UnionField = ({ field, path, Fields }: { field: Structure; path: string; Fields: FieldsOf }) => {
  const { contract, document, set } = useFormContext();
  const { isLocked, isRequired, faults } = useField(path);
  const value = (valueAt(document, path) ?? {}) as Record<string, unknown>;
  const chosen = field.members.find(({ name }) => value[name] !== undefined);
  const [only] = field.members.length === 1 ? field.members : [];
  const options = field.members.map(({ name }) => ({ value: name, label: labelOf(name) }));
  const above = path.slice(0, Math.max(0, path.lastIndexOf('.')));
  const isTyped = typedUnion(structureOf(fieldAt(contract, withoutIndexes(above)))) !== undefined;
  const choose = (name: string) => {
    set(path, { [name]: {} });
    if (isTyped) set(join(above, 'Type'), name);
  };
  const shown = only ?? chosen;
  return (
    <>
      {!only && (
        <div data-field={path} className="form-wide">
          <FormField
            label={<FieldLabel path={path} isRequired={isRequired || isTyped} />}
            errorText={faults.map(faultInWords).join(' ')}
          >
            <Select
              options={options}
              selectedOption={options.find((option) => option.value === chosen?.name) ?? null}
              placeholder={words.schemaForm.choose}
              disabled={isLocked}
              ariaRequired={isRequired || isTyped}
              onChange={({ detail }) => choose(detail.selectedOption.value ?? '')}
            />
          </FormField>
        </div>
      )}
      {shown && <Fields field={shown.field} path={join(path, shown.name)} />}
    </>
  );
};
