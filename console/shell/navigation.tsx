import SideNavigation, { type SideNavigationProps } from '@cloudscape-design/components/side-navigation';
import { useHref, useLocation, useNavigate } from 'react-router';
import { useTo } from '../parts/use-to.ts';
import { words } from '../words.ts';
import { SECTIONS, stepsOf, useEntries } from './use-entries.ts';

/** The side navigation, by work. */
export const Navigation = ({ onLeave }: { onLeave: () => void }) => {
  const to = useTo();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const entries = useEntries();
  const root = useHref('/').replace(/\/$/, '');
  const here = to();
  const within = decodeURIComponent(pathname).slice(decodeURIComponent(here).length + 1);
  const items = SECTIONS.flatMap((section): SideNavigationProps.Item[] => {
    const links = entries
      .filter((entry) => entry.section === section)
      .map((entry) => ({
        type: 'link' as const,
        text: entry.text,
        href: root + to(...stepsOf(entry)),
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
