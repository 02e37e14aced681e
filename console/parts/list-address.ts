import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';

/** A condition of a list: a property, and one of the values that it may have. */
export interface Condition {
  property: string;
  value: string;
}

/** What a list shows, as its address says. */
export interface ListState {
  conditions: readonly Condition[];
  sorting?: { by: string; isDescending: boolean };
  /** The page's token; absent on the first page. */
  token?: string;
  /** From 1. */
  page: number;
}

const readConditions = (parameters: URLSearchParams): Condition[] =>
  parameters.getAll('where').flatMap((text) => {
    const at = text.indexOf('=');
    return at > 0 ? [{ property: text.slice(0, at), value: text.slice(at + 1) }] : [];
  });

/** Reads and writes the state of a list in the page's address. Tokens of earlier pages are kept in the history's entry, so that Back and a reload work. */
export const useListAddress = (initialSorting?: ListState['sorting']) => {
  const [parameters] = useSearchParams();
  const location = useLocation();
  const navigate = useNavigate();
  const tokens = useMemo<readonly (string | undefined)[]>(
    () => (location.state as { tokens?: string[] } | null)?.tokens ?? [],
    [location.state],
  );
  const text = parameters.toString();
  const state = useMemo<ListState>(() => {
    const read = new URLSearchParams(text);
    const sort = read.get('sort');
    const sorting = sort
      ? { by: sort.replace(/^-/, ''), isDescending: sort.startsWith('-') }
      : initialSorting;
    const token = read.get('token');
    return {
      conditions: readConditions(read),
      page: Math.max(1, Number(read.get('page')) || 1),
      ...(sorting && { sorting }),
      ...(token && { token }),
    };
  }, [text, initialSorting]);

  const go = useCallback(
    (next: Omit<ListState, 'page'> & { page?: number }, nextTokens: readonly (string | undefined)[] = []) => {
      // Other parameters, e.g. of a tab, stay.
      const written = new URLSearchParams(text);
      for (const name of ['where', 'sort', 'token', 'page']) written.delete(name);
      for (const { property, value } of next.conditions) written.append('where', `${property}=${value}`);
      if (next.sorting) written.set('sort', `${next.sorting.isDescending ? '-' : ''}${next.sorting.by}`);
      if (next.token) written.set('token', next.token);
      if (next.page && next.page > 1) written.set('page', String(next.page));
      void navigate({ search: written.toString() }, { state: { tokens: nextTokens } });
    },
    [text, navigate],
  );
  return { state, tokens, go };
};
