import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { words } from '../../words.ts';
import { type List, structureOf } from './contract.ts';
import { type FieldsOf, useFormContext } from './form-context.ts';
import { faultInWords, limitInWords } from './formats.ts';
import { elementOf } from './labels.ts';
import { FieldLabel, Locked, ToSubmit } from './marks.tsx';
import { valueAt, withoutIndexes } from './paths.ts';
import { useField } from './use-field.ts';

/** A list of structures or of free texts: its elements are added, removed and moved. */
export const ListField = ({ field, path, Fields }: { field: List; path: string; Fields: FieldsOf }) => {
  const { document, set, newElements, descriptions } = useFormContext();
  const { isLocked, reason, isRequired, submit, faults } = useField(path);
  const value = valueAt(document, path);
  const elements: readonly unknown[] = Array.isArray(value) ? value : [];
  const isOfStructures = structureOf(field).members.length > 0;
  const what = elementOf(path);
  const isFull = field.max !== undefined && elements.length >= field.max;
  const add = () => {
    const element = newElements?.[withoutIndexes(path)] ?? (isOfStructures ? {} : '');
    set(path, [...elements, element]);
  };
  return (
    <div data-field={path} className="form-wide">
      <FormField
        stretch
        label={<FieldLabel path={path} isRequired={isRequired} />}
        info={<ToSubmit submit={isRequired ? undefined : submit} />}
        description={descriptions?.[withoutIndexes(path)]}
        constraintText={isLocked ? <Locked reason={reason} /> : mostOf(field)}
        errorText={faults.map(faultInWords).join(' ')}
      >
        <SpaceBetween size="s">
          {elements.map((element, index) => (
            <Element
              // biome-ignore lint/suspicious/noArrayIndexKey: elements have no ids, and their controls keep no state.
              key={index}
              title={`${what.charAt(0).toUpperCase()}${what.slice(1)} ${index + 1}`}
              isLocked={isLocked}
              isFirst={index === 0}
              isLast={index === elements.length - 1}
              onRemove={() => set(path, elements.toSpliced(index, 1))}
              onMove={(by) => set(path, elements.toSpliced(index, 1).toSpliced(index + by, 0, element))}
            >
              {isOfStructures ? (
                <div className="form-grid">
                  <Fields field={field.element} path={`${path}[${index}]`} />
                </div>
              ) : (
                <Input
                  value={String(element)}
                  disabled={isLocked}
                  ariaLabel={`${what} ${index + 1}`}
                  onChange={({ detail }) => set(path, elements.toSpliced(index, 1, detail.value))}
                />
              )}
            </Element>
          ))}
          {!isLocked && (
            <Button
              formAction="none"
              iconName="add-plus"
              disabled={isFull}
              disabledReason={words.schemaForm.full(field.max ?? 0)}
              onClick={add}
            >
              {words.schemaForm.add(what)}
            </Button>
          )}
        </SpaceBetween>
      </FormField>
    </div>
  );
};

const mostOf = ({ max, element }: List): string | undefined => {
  const form = 'limit' in element ? limitInWords(element.limit) : undefined;
  return max === undefined ? form : [words.schemaForm.mostElements(max), form].filter(Boolean).join(' ');
};

const Element = ({
  title,
  isLocked,
  isFirst,
  isLast,
  onRemove,
  onMove,
  children,
}: {
  title: string;
  isLocked: boolean;
  isFirst: boolean;
  isLast: boolean;
  onRemove: () => void;
  onMove: (by: 1 | -1) => void;
  children: ReactNode;
}) => {
  const icon = { variant: 'icon', formAction: 'none' } as const;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot have its legend beside buttons.
    <div className="form-element" role="group" aria-label={title}>
      <div className="form-element-head">
        <Box variant="h4" tagOverride="span">
          {title}
        </Box>
        {!isLocked && (
          <span>
            <Button
              {...icon}
              iconName="angle-up"
              ariaLabel={words.schemaForm.up(title)}
              disabled={isFirst}
              onClick={() => onMove(-1)}
            />
            <Button
              {...icon}
              iconName="angle-down"
              ariaLabel={words.schemaForm.down(title)}
              disabled={isLast}
              onClick={() => onMove(1)}
            />
            <Button
              {...icon}
              iconName="remove"
              ariaLabel={words.schemaForm.remove(title)}
              onClick={onRemove}
            />
          </span>
        )}
      </div>
      {children}
    </div>
  );
};
