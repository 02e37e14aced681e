import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { words } from '../../words.ts';
import { misfit } from './check.ts';
import type { Draft, Structure } from './contract.ts';
import { useFormContext } from './form-context.ts';

/** What keeps a text from being the document, in words. */
const faultOf = (contract: Structure, text: string): string | { document: Draft } => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return words.schemaForm.json.broken(error instanceof Error ? error.message : String(error));
  }
  const found = misfit(contract, value ?? []);
  if (!found) return { document: value as Draft };
  return found.kind === undefined
    ? words.schemaForm.json.unknown(found.path)
    : words.schemaForm.json.wrong(found.path, words.schemaForm.json.kinds[found.kind] ?? found.kind);
};

/** The document as JSON, beside the form: each follows the other. */
export const JsonEditor = () => {
  const { contract, sent, replace } = useFormContext();
  /** What is typed, while it is not the form's document. */
  const [typed, setTyped] = useState<string>();
  const read = typed === undefined ? undefined : faultOf(contract, typed);
  return (
    <ExpandableSection headerText={words.schemaForm.json.title} variant="container">
      <FormField
        stretch
        label={words.schemaForm.json.label}
        description={words.schemaForm.json.help}
        errorText={typeof read === 'string' ? read : undefined}
      >
        <div className="form-json">
          <Textarea
            rows={20}
            spellcheck={false}
            value={typed ?? JSON.stringify(sent, undefined, 2)}
            onChange={({ detail }) => {
              setTyped(detail.value);
              const next = faultOf(contract, detail.value);
              if (typeof next !== 'string') replace(next.document);
            }}
            onBlur={() => typeof read !== 'string' && setTyped(undefined)}
          />
        </div>
      </FormField>
    </ExpandableSection>
  );
};
