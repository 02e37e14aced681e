import AppLayout from '@cloudscape-design/components/app-layout';
import Flashbar from '@cloudscape-design/components/flashbar';
import HelpPanel from '@cloudscape-design/components/help-panel';
import Link from '@cloudscape-design/components/link';
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useEffect, useState } from 'react';
import { Outlet } from 'react-router';
import { followLive } from '../api/live.ts';
import { useFollowServerClock } from '../api/server-clock.ts';
import { useSession } from '../api/session.ts';
import { type Help, HelpContext } from '../parts/help.tsx';
import { useNotices } from '../parts/notices.tsx';
import { useNarrow } from '../parts/use-narrow.ts';
import { words } from '../words.ts';
import { Navigation } from './navigation.tsx';
import { News } from './news.tsx';
import { Shortcuts } from './shortcuts.tsx';
import { TopBar } from './top-bar.tsx';

/** What stands around every page. */
export const Shell = () => {
  const isNarrow = useNarrow();
  const [isOpen, setOpen] = useState(!isNarrow);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [help, setHelp] = useState<Help | undefined>();
  const [isListed, setListed] = useState(false);
  const notices = useNotices();
  useFollowLive();
  useFollowServerClock();
  return (
    <HelpContext value={setHelp}>
      <News />
      <Shortcuts
        isListed={isListed}
        onList={setListed}
        onEscape={() => {
          setHelpOpen(false);
          return isHelpOpen;
        }}
      />
      <header id="shell-top">
        <TopBar onShortcuts={() => setListed(true)} />
      </header>
      <AppLayout
        headerSelector="#shell-top"
        navigation={<Navigation onLeave={() => isNarrow && setOpen(false)} />}
        navigationOpen={isOpen}
        onNavigationChange={({ detail }) => setOpen(detail.open)}
        notifications={
          <Flashbar items={[...notices]} stackItems i18nStrings={{ ariaLabel: words.shell.notices }} />
        }
        stickyNotifications
        tools={<HelpOf help={help} />}
        toolsHide={help === undefined}
        toolsOpen={isHelpOpen}
        onToolsChange={({ detail }) => setHelpOpen(detail.open)}
        ariaLabels={{
          navigation: words.shell.navigation,
          navigationToggle: words.shell.openNavigation,
          navigationClose: words.shell.closeNavigation,
          toolsToggle: words.shell.openHelp,
          toolsClose: words.shell.closeHelp,
          notifications: words.shell.notices,
        }}
        content={
          <Suspense>
            <Outlet />
          </Suspense>
        }
      />
    </HelpContext>
  );
};

/** Follows the live stream: of all accounts for an operator, else of the session's own. */
const useFollowLive = (): void => {
  const queries = useQueryClient();
  const { account } = useSession();
  useEffect(() => {
    const ended = new AbortController();
    void followLive(queries, ended.signal, account);
    return () => ended.abort();
  }, [queries, account]);
};

const HelpOf = ({ help }: { help: Help | undefined }) => (
  <HelpPanel
    header={<h2>{help?.title}</h2>}
    footer={
      help?.sources && (
        <>
          <h3>{words.shell.sources}</h3>
          <ul>
            {help.sources.map(({ text, href }) => (
              <li key={href}>
                <Link href={href} external>
                  {text}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )
    }
  >
    {help?.content ?? words.shell.noHelp}
  </HelpPanel>
);
