import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useHref, useNavigate } from 'react-router';
import { usePlace } from '../../api/place.ts';
import { CopyId } from '../../parts/copy-id.tsx';
import type { Column } from '../../parts/data-table.tsx';
import type { Help } from '../../parts/help.tsx';
import { Page } from '../../parts/page.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { type FilterProperty, type PageState, ServerTable, valuesOf } from '../../parts/server-table.tsx';
import { useShortcut } from '../../parts/shortcuts/registry.ts';
import { Time } from '../../parts/time.tsx';
import { type EngagementSummary, NEWEST_FIRST, useEngagements } from '../../parts/use-engagements.ts';
import { useFollow, useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';

const text = words.engagements;
type ContextType = NonNullable<EngagementSummary['ContextTypes']>[number];

const FILTERS: readonly FilterProperty[] = [
  {
    key: 'ContextTypes',
    label: text.about,
    options: Object.entries(text.contextTypes).map(([value, label]) => ({ value, label })),
  },
  { key: 'CreatedBy', label: text.createdBy, options: [{ value: 'aws', label: words.shell.aws }] },
  { key: 'EngagementIdentifier', label: text.id },
];

/** The engagements of which the account is a member. */
export const EngagementsPage = () => {
  const follow = useFollow();
  const create = useTo()('engagements', 'create');
  const href = useHref(create);
  const navigate = useNavigate();
  useShortcut({ keys: 'n', text: text.create, group: 'page', run: () => void navigate(create) });
  return (
    <Page title={text.title} description={text.description} help={HELP}>
      <ServerTable
        name="engagements"
        label={text.title}
        columns={useColumns()}
        filters={FILTERS}
        keyOf={({ Id = '' }) => Id}
        usePage={usePage}
        initialSorting={NEWEST_FIRST}
        actions={
          <Button
            variant="primary"
            href={href}
            nativeAnchorAttributes={{ 'aria-keyshortcuts': 'n' }}
            onFollow={(event) => follow(event, create)}
          >
            {text.create}
          </Button>
        }
        empty={
          <SpaceBetween size="xs">
            <b>{text.empty}</b>
            <span>{text.emptyNext}</span>
          </SpaceBetween>
        }
      />
    </Page>
  );
};

const usePage = (state: PageState) =>
  useEngagements(state, {
    ContextTypes: valuesOf(state, 'ContextTypes') as ContextType[] | undefined,
    CreatedBy: valuesOf(state, 'CreatedBy'),
    EngagementIdentifier: valuesOf(state, 'EngagementIdentifier'),
  });

const useColumns = (): readonly Column<EngagementSummary>[] => {
  const to = useTo();
  const { account } = usePlace();
  return [
    {
      id: 'title',
      header: text.name,
      isRowHeader: true,
      width: 200,
      cell: ({ Id = '', Title }) => <PageLink to={to('engagements', Id)}>{Title || Id}</PageLink>,
    },
    {
      id: 'about',
      header: text.about,
      width: 165,
      cell: ({ ContextTypes }) =>
        (ContextTypes ?? []).map((type) => text.contextTypes[type] ?? type).join(', ') || words.none,
    },
    { id: 'members', header: text.members, width: 115, cell: ({ MemberCount }) => MemberCount ?? words.none },
    {
      id: 'role',
      header: text.role,
      width: 110,
      cell: ({ CreatedBy }) => (CreatedBy === account ? text.roles.creator : text.roles.member),
    },
    {
      id: 'created',
      header: text.created,
      width: 115,
      sortBy: 'CreatedDate',
      cell: ({ CreatedAt }) => <Time at={CreatedAt} />,
    },
    { id: 'modified', header: text.modified, width: 130, cell: ({ ModifiedAt }) => <Time at={ModifiedAt} /> },
    { id: 'id', header: text.id, minWidth: 190, cell: ({ Id }) => <CopyId id={Id} /> },
  ];
};

const HELP: Help = {
  title: text.title,
  content: text.help,
  sources: [
    {
      text: text.helpSource,
      href: 'https://docs.aws.amazon.com/partner-central/latest/developer-guide/working-with-multi-partner-opportunities.html',
    },
  ],
};
