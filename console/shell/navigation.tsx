import SideNavigation, { type SideNavigationProps } from '@cloudscape-design/components/side-navigation';
import { useHref, useLocation, useNavigate } from 'react-router';
import { useServerInfo } from '../api/server-info.ts';
import { useSession } from '../api/session.ts';
import type { Section } from '../parts/routes.ts';
import { useTo } from '../parts/use-to.ts';
import { words } from '../words.ts';
import { pageRoutes } from './find-routes.ts';

const SECTIONS: readonly Section[] = ['work', 'watch', 'operate'];

/** The side navigation, by work. The operator's pages are there for who may open them. */
export const Navigation = ({ onLeave }: { onLeave: () => void }) => {
  const to = useTo();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { data: server } = useServerInfo();
  const { operatorToken } = useSession();
  const isOperator = server?.operator === 'open' || operatorToken !== undefined;
  const root = useHref('/').replace(/\/$/, '');
  const here = to();
  const within = decodeURIComponent(pathname).slice(decodeURIComponent(here).length + 1);
  const entries = pageRoutes.flatMap(({ path, nav, isOperators = false }) =>
    nav && (!isOperators || isOperator) ? [{ path, ...nav }] : [],
  );
  const items = SECTIONS.flatMap((section): SideNavigationProps.Item[] => {
    const links = entries
      .filter((entry) => entry.section === section)
      .sort((one, other) => one.order - other.order)
      .map(({ text, path }) => ({
        type: 'link' as const,
        text,
        href: root + to(...path.split('/').filter(Boolean)),
      }));
    return links.length > 0
      ? [{ type: 'section-group', title: words.shell.sections[section], items: links }]
      : [];
  });
  const active = entries
    .map(({ path }) => path)
    .filter((path) => (path === '' ? within === '' : within === path || within.startsWith(`${path}/`)))
    .sort((one, other) => other.length - one.length)[0];
  return (
    <SideNavigation
      items={items}
      activeHref={active === undefined ? '' : root + to(...active.split('/').filter(Boolean))}
      onFollow={(event) => {
        event.preventDefault();
        void navigate(event.detail.href.slice(root.length));
        onLeave();
      }}
    />
  );
};
