import TopNavigation, { type TopNavigationProps } from '@cloudscape-design/components/top-navigation';
import { useState } from 'react';
import { useHref, useLocation, useNavigate } from 'react-router';
import { useLiveState } from '../api/live.ts';
import { usePlace } from '../api/place.ts';
import { useServerInfo } from '../api/server-info.ts';
import { useServerClock } from '../api/server-time.ts';
import { useSession, writeSession } from '../api/session.ts';
import { absoluteTime } from '../parts/time.tsx';
import { useTo } from '../parts/use-to.ts';
import { words } from '../words.ts';
import { type Appearance, readAppearance, writeAppearance } from './appearance.ts';
import { Search } from './search.tsx';
import { useAccounts } from './use-accounts.ts';

const CATALOGS = ['AWS', 'Sandbox'];
const MODES = ['system', 'light', 'dark'] as const;
const DENSITIES = ['comfortable', 'compact'] as const;

/** The bar that stays: account and catalog, search, whether the page is live, the server's clock if it was moved, settings. */
export const TopBar = ({ onShortcuts }: { onShortcuts: () => void }) => {
  const to = useTo();
  const navigate = useNavigate();
  const root = useHref('/').replace(/\/$/, '');
  const home = to();
  return (
    <TopNavigation
      identity={{
        title: words.shell.product,
        href: root + home,
        onFollow: (event) => {
          event.preventDefault();
          void navigate(home);
        },
      }}
      search={<Search />}
      utilities={[...useClockUtility(), useLiveUtility(), usePlaceUtility(), useSettingsUtility(onShortcuts)]}
    />
  );
};

const useLiveUtility = (): TopNavigationProps.Utility => {
  const state = useLiveState();
  const icons = {
    connecting: 'status-pending',
    live: 'status-positive',
    lost: 'status-negative',
    refused: 'status-stopped',
  } as const;
  return {
    type: 'button',
    text: words.shell.live[state],
    title: words.shell.liveHelp[state],
    ariaLabel: `${words.shell.live[state]}. ${words.shell.liveHelp[state]}`,
    iconName: icons[state],
  };
};

const useClockUtility = (): TopNavigationProps.Utility[] => {
  const { offsetMs, frozenAt } = useServerClock();
  const navigate = useNavigate();
  const to = useTo();
  if (frozenAt === undefined && offsetMs === 0) return [];
  const text =
    frozenAt === undefined
      ? words.shell.moved(absoluteTime(new Date(Date.now() + offsetMs).toISOString()))
      : words.shell.frozen(absoluteTime(frozenAt));
  return [
    {
      type: 'button',
      text,
      iconName: 'status-warning',
      onClick: () => void navigate(to('operator', 'clock')),
    },
  ];
};

/** The account and the catalog. A switch keeps the list that is shown, not the object, which the other account may not see. */
const usePlaceUtility = (): TopNavigationProps.Utility => {
  const { account, catalog } = usePlace();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const accounts = useAccounts();
  const [, , , list = ''] = pathname.split('/');
  const go = (nextAccount: string, nextCatalog: string) =>
    void navigate(`/${nextAccount}/${nextCatalog}${list ? `/${list}` : ''}`);
  return {
    type: 'menu-dropdown',
    text: `${accounts.find(({ id }) => id === account)?.name ?? account} · ${catalog}`,
    title: `${account} · ${catalog}`,
    iconName: 'user-profile',
    items: [
      {
        id: 'accounts',
        text: words.shell.account,
        items: [
          ...accounts.map(({ id, name }) => ({
            id: `account:${id}`,
            text: name === id ? id : `${name} (${id})`,
            ...(id === account && { iconName: 'check' as const }),
          })),
          { id: 'other', text: words.shell.otherAccount },
        ],
      },
      {
        id: 'catalogs',
        text: words.shell.catalog,
        items: CATALOGS.map((name) => ({
          id: `catalog:${name}`,
          text: name,
          ...(name === catalog && { iconName: 'check' as const }),
        })),
      },
    ],
    onItemClick: ({ detail: { id } }) => {
      const [kind, value = ''] = id.split(':');
      if (kind === 'account') go(value, catalog);
      else if (kind === 'catalog') go(account, value);
      else void navigate('/');
    },
  };
};

const useSettingsUtility = (onShortcuts: () => void): TopNavigationProps.Utility => {
  const [appearance, setAppearance] = useState(readAppearance);
  const session = useSession();
  const { data: server } = useServerInfo();
  const navigate = useNavigate();
  const root = useHref('/').replace(/\/$/, '');
  const isSignedIn = session.credentials !== undefined || session.operatorToken !== undefined;
  const change = (next: Appearance) => {
    writeAppearance(next);
    setAppearance(next);
  };
  const check = (is: boolean) => (is ? { iconName: 'check' as const } : {});
  return {
    type: 'menu-dropdown',
    iconName: 'settings',
    ariaLabel: words.shell.settings,
    title: words.shell.settings,
    description: server && `cosell ${server.version}`,
    items: [
      {
        id: 'modes',
        text: words.shell.appearance,
        items: MODES.map((mode) => ({
          id: `mode:${mode}`,
          text: words.shell.modes[mode],
          ...check(mode === appearance.mode),
        })),
      },
      {
        id: 'densities',
        text: '',
        items: DENSITIES.map((density) => ({
          id: `density:${density}`,
          text: words.shell[density],
          ...check(density === appearance.density),
        })),
      },
      { id: 'shortcuts', text: words.shortcuts.menu },
      // Served beside the console, so that it is there without the internet, and tells of this version.
      {
        ...{ id: 'documentation', text: words.shell.documentation, href: `${root}/help/` },
        ...{ external: true, externalIconAriaLabel: words.page.external },
      },
      ...(isSignedIn ? [{ id: 'sign-out', text: words.shell.signOut }] : []),
    ],
    onItemClick: ({ detail: { id } }) => {
      const [kind, value] = id.split(':');
      if (kind === 'mode') change({ ...appearance, mode: value as Appearance['mode'] });
      else if (kind === 'density') change({ ...appearance, density: value as Appearance['density'] });
      else if (kind === 'shortcuts') onShortcuts();
      else if (kind === 'sign-out') {
        writeSession({});
        void navigate('/');
      }
    },
  };
};
