import { type ComponentType, createContext, use } from 'react';
import type { Field } from './contract.ts';
import type { FormState } from './use-form.ts';

/** What a page's own control of a member gets. */
export interface ControlProps {
  value: unknown;
  isDisabled: boolean;
  isRequired: boolean;
  onChange: (value: unknown) => void;
}

/** Shows the fields of a structure, e.g. of an element of a list: fields hold fields. */
export type FieldsOf = ComponentType<{ field: Field; path: string }>;

/** What a page adds to the fields that the contract gives. */
export interface FormExtras {
  /** Own controls of members, by path without indexes. */
  controls?: Readonly<Record<string, ComponentType<ControlProps>>>;
  /** What a new element of a list begins with, by the list's path without indexes; default nothing. */
  newElements?: Readonly<Record<string, unknown>>;
  /** What a member is for, by path without indexes. */
  descriptions?: Readonly<Record<string, string>>;
}

export const FormContext = createContext<(FormState & FormExtras) | undefined>(undefined);

export const useFormContext = (): FormState & FormExtras => {
  const form = use(FormContext);
  if (!form) throw new Error('A field stands in a form.');
  return form;
};
