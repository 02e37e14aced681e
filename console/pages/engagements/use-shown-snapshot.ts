import { useSearchParams } from 'react-router';

/** The templates of snapshots. AWS docs: working-with-multi-partner-opportunities. */
export const TEMPLATES = ['OpportunitySummaryView', 'AwsOpportunitySummaryFullView'] as const;
export type Template = (typeof TEMPLATES)[number];

/** What the snapshots' tab shows, as its address says. */
export interface ShownSnapshot {
  resource: string;
  template: Template;
  /** Absent: the latest. */
  revision?: number;
  /** The revision it is compared with; absent: the one before, 0: none. */
  base?: number;
}

const numberOf = (text: string | null): number | undefined =>
  text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;

/** Reads and writes it; `first` is shown if the address names no resource. */
export const useShownSnapshot = (first: string) => {
  const [parameters, setParameters] = useSearchParams();
  const revision = numberOf(parameters.get('revision'));
  const base = numberOf(parameters.get('base'));
  const shown: ShownSnapshot = {
    resource: parameters.get('resource') ?? first,
    template: TEMPLATES.find((name) => name === parameters.get('template')) ?? TEMPLATES[0],
    ...(revision !== undefined && { revision }),
    ...(base !== undefined && { base }),
  };
  const show = (next: ShownSnapshot) =>
    setParameters((current) => {
      const written = new URLSearchParams(current);
      for (const name of ['resource', 'template', 'revision', 'base']) written.delete(name);
      for (const [name, value] of Object.entries(next)) written.set(name, String(value));
      return written;
    });
  return { shown, show };
};
