import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import type { ReactNode } from 'react';
import { words } from '../words.ts';

const shown = (value: ReactNode): ReactNode =>
  value === undefined || value === null || value === '' || value === false ? words.none : value;

/** Facts with their names, in columns. An empty one is a dash. */
export const Facts = ({
  facts,
  columns = 3,
}: {
  facts: readonly (readonly [label: string, value: ReactNode])[];
  columns?: number;
}) => (
  <KeyValuePairs columns={columns} items={facts.map(([label, value]) => ({ label, value: shown(value) }))} />
);

/** Several values as one text; undefined if there are none. */
export const listed = (
  values: readonly (string | null | undefined)[] | null | undefined,
): string | undefined => (values ?? []).filter(Boolean).join(', ') || undefined;
