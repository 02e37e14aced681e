import Autosuggest, { type AutosuggestProps } from '@cloudscape-design/components/autosuggest';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { operator, useOperator } from '../api/operator.ts';
import type { Paths } from '../api/operator-paths.ts';
import { usePlace } from '../api/place.ts';
import { useShortcut } from '../parts/shortcuts/registry.ts';
import { words } from '../words.ts';

type Result =
  Paths['/_cosell/search']['get']['responses'][200]['content']['application/json']['results'][number];

const PAGES: Readonly<Partial<Record<Result['kind'], string>>> = {
  opportunity: 'opportunities',
  engagement: 'engagements',
  invitation: 'invitations',
  task: 'tasks',
};

const addressOf = ({ account, catalog, kind, id }: Result): string | undefined =>
  PAGES[kind] && `/${account}/${catalog}/${PAGES[kind]}/${id}`;

const optionOf = (result: Result): AutosuggestProps.Option => ({
  value: addressOf(result) ?? result.id,
  label: result.title ?? result.company ?? result.id,
  description: [result.company, result.catalog, result.status].filter(Boolean).join(' · '),
  labelTag: result.id,
  disabled: addressOf(result) === undefined,
});

/** Waits until somebody stops typing. */
const useSettled = (text: string): string => {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 200);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
};

/** Search over ids, titles and companies of the account, from everywhere. */
export const Search = () => {
  const { account } = usePlace();
  const navigate = useNavigate();
  const input = useRef<AutosuggestProps.Ref>(null);
  const [text, setText] = useState('');
  const asked = useSettled(text.trim());
  useShortcut({
    keys: '/',
    text: words.shortcuts.search,
    group: 'everywhere',
    isSilent: true,
    run: () => input.current?.focus(),
  });
  const found = useOperator(
    'search',
    { account, text: asked },
    (query, signal) => operator.GET('/_cosell/search', { params: { query }, signal }),
    { enabled: asked !== '' },
  );
  const results = asked === '' ? [] : (found.data?.results ?? []);
  const groups = Map.groupBy(results, ({ kind }) => kind);
  const isSearching = text.trim() !== '' && (asked !== text.trim() || found.isFetching);
  return (
    <Autosuggest
      ref={input}
      value={text}
      placeholder={words.shell.search}
      ariaLabel={words.shell.search}
      filteringType="manual"
      hideEnteredTextOption
      statusType={found.error ? 'error' : isSearching ? 'loading' : 'finished'}
      loadingText={words.page.loading}
      errorText={found.error?.message}
      empty={text.trim() === '' ? words.shell.searchHelp : words.shell.nothingFound}
      options={[...groups].map(([kind, group]) => ({
        label: words.shell.kinds[kind],
        options: group.map(optionOf),
      }))}
      onChange={({ detail }) => setText(detail.value)}
      onSelect={({ detail }) => {
        if (!detail.value.startsWith('/')) return;
        setText('');
        void navigate(detail.value);
      }}
    />
  );
};
