import Checkbox from '@cloudscape-design/components/checkbox';
import DatePicker from '@cloudscape-design/components/date-picker';
import Input from '@cloudscape-design/components/input';
import Multiselect from '@cloudscape-design/components/multiselect';
import Select from '@cloudscape-design/components/select';
import Textarea from '@cloudscape-design/components/textarea';
import TimeInput from '@cloudscape-design/components/time-input';
import { day } from '../../../src/model/limits/forms.ts';
import { words } from '../../words.ts';
import type { Leaf } from './contract.ts';
import type { ControlProps } from './form-context.ts';
import { longest } from './formats.ts';

/** From this many values on, a list is searched. */
const SEARCHED = 8;
/** Texts that may be longer get several lines. */
const ONE_LINE = 255;
/** Texts of up to 255 characters that are sentences. */
const PROSE = /(Steps|Comments|Description|Message|Action|Names)$/;

type Named = ControlProps & { name: string; label: string; onLeave: () => void };

const names = (type: 'region' | 'currency') => {
  const names = new Intl.DisplayNames('en', { type, fallback: 'none' });
  return (code: string): string | undefined => {
    try {
      return names.of(code);
    } catch {
      return undefined;
    }
  };
};
const describe: Readonly<Record<string, (code: string) => string | undefined>> = {
  CountryCode: names('region'),
  Country: names('region'),
  CurrencyCode: names('currency'),
};

/** Values of a closed list; codes with what they stand for, so that a search finds both. */
const optionsOf = (name: string, values: readonly string[]) =>
  values.map((value) => {
    const meaning = describe[name]?.(value);
    return { value, label: meaning ? `${value} – ${meaning}` : value };
  });

/** One value of a closed list. */
export const ChoiceControl = ({
  values,
  name,
  value,
  isDisabled,
  isRequired,
  onChange,
  onLeave,
}: Named & { values: readonly string[] }) => {
  const options = optionsOf(name, values);
  const chosen = typeof value === 'string' && value !== '' ? value : undefined;
  const selected =
    chosen === undefined ? null : (options.find((one) => one.value === chosen) ?? { value: chosen });
  return (
    <Select
      options={
        isRequired || chosen === undefined
          ? options
          : [{ value: '', label: words.schemaForm.none }, ...options]
      }
      selectedOption={selected}
      placeholder={words.schemaForm.choose}
      filteringType={values.length > SEARCHED ? 'auto' : 'none'}
      empty={words.schemaForm.noMatch}
      disabled={isDisabled}
      ariaRequired={isRequired}
      onChange={({ detail }) => onChange(detail.selectedOption.value || undefined)}
      onBlur={onLeave}
    />
  );
};

/** Several values of a closed list. */
export const ChoicesControl = ({
  values,
  name,
  value,
  isDisabled,
  isRequired,
  onChange,
  onLeave,
}: Named & { values: readonly string[] }) => {
  const options = optionsOf(name, values);
  const chosen = Array.isArray(value) ? value.map(String) : [];
  return (
    <Multiselect
      options={options}
      selectedOptions={chosen.map((one) => options.find((option) => option.value === one) ?? { value: one })}
      placeholder={words.schemaForm.chooseSome}
      filteringType={values.length > SEARCHED ? 'auto' : 'none'}
      empty={words.schemaForm.noMatch}
      disabled={isDisabled}
      ariaRequired={isRequired}
      tokenLimit={4}
      onChange={({ detail }) => onChange(detail.selectedOptions.map((option) => option.value))}
      onBlur={onLeave}
    />
  );
};

const two = (number: number): string => String(number).padStart(2, '0');

/** A moment as a date and a time in the viewer's zone. */
const MomentControl = ({ value, label, isDisabled, onChange, onLeave }: Named) => {
  const at = typeof value === 'string' && value !== '' ? new Date(value) : undefined;
  const isTime = at !== undefined && !Number.isNaN(at.getTime());
  const date = isTime ? `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}` : '';
  const time = isTime ? `${two(at.getHours())}:${two(at.getMinutes())}` : '';
  const change = (nextDate: string, nextTime: string) => {
    const next = new Date(`${nextDate}T${nextTime || '00:00'}`);
    onChange(Number.isNaN(next.getTime()) ? undefined : next.toISOString());
  };
  return (
    <div className="form-moment">
      <DatePicker
        value={date}
        format="iso"
        placeholder={words.schemaForm.day}
        openCalendarAriaLabel={() => words.schemaForm.openCalendar(label)}
        disabled={isDisabled}
        onChange={({ detail }) => change(detail.value, time)}
        onBlur={onLeave}
      />
      <TimeInput
        value={time}
        format="hh:mm"
        ariaLabel={`${label}: ${words.schemaForm.time}`}
        placeholder="hh:mm"
        disabled={isDisabled || date === ''}
        onChange={({ detail }) => detail.value.length === 5 && change(date, detail.value)}
      />
    </div>
  );
};

/** A value that is no list: its control follows from its type and limit. */
export const LeafControl = ({ leaf, ...props }: Named & { leaf: Leaf }) => {
  const { name, label, value, isDisabled, isRequired, onChange, onLeave } = props;
  if (leaf.kind === 'flag') {
    return (
      <Checkbox
        checked={value === true}
        disabled={isDisabled}
        onChange={({ detail }) => onChange(detail.checked)}
      >
        {words.schemaForm.yes}
      </Checkbox>
    );
  }
  if (leaf.kind === 'moment') return <MomentControl {...props} />;
  const text = value === undefined || value === null ? '' : String(value);
  const common = { value: text, disabled: isDisabled, ariaRequired: isRequired, onBlur: onLeave };
  if (leaf.limit?.kind === 'pattern' && leaf.limit.source === day.source) {
    return (
      <DatePicker
        {...common}
        format="iso"
        placeholder={words.schemaForm.day}
        openCalendarAriaLabel={() => words.schemaForm.openCalendar(label)}
        onChange={({ detail }) => onChange(detail.value || undefined)}
      />
    );
  }
  if (leaf.kind === 'number') {
    return (
      <Input
        {...common}
        type="number"
        onChange={({ detail }) => onChange(detail.value === '' ? undefined : Number(detail.value))}
      />
    );
  }
  const most = longest(leaf) ?? 0;
  return most > ONE_LINE || PROSE.test(name) ? (
    <Textarea {...common} rows={most > ONE_LINE ? 5 : 2} onChange={({ detail }) => onChange(detail.value)} />
  ) : (
    <Input
      {...common}
      inputMode={/^(Amount|Value|Duns|AwsAccountId)$/.test(name) ? 'decimal' : 'text'}
      onChange={({ detail }) => onChange(detail.value)}
    />
  );
};

/** Whether a leaf's field spans the form. */
export const isWide = (leaf: Leaf, name: string): boolean =>
  leaf.kind === 'text' &&
  ((longest(leaf) ?? 0) > ONE_LINE || (PROSE.test(name) && leaf.limit?.kind === 'chars'));
