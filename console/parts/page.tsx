import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ReactNode, useEffect } from 'react';
import { useHref } from 'react-router';
import { usePlace } from '../api/place.ts';
import { words } from '../words.ts';
import { type Help, useHelp } from './help.tsx';
import { useFollow, useTo } from './use-to.ts';

/** The frame of every page: its title (of the window too), what it is, its actions, the way back, and its help. */
export const Page = ({
  title,
  description,
  badges,
  actions,
  trail = [],
  help,
  children,
}: {
  title: string;
  description?: ReactNode;
  /** Beside the title, e.g. the state of an object. */
  badges?: ReactNode;
  actions?: ReactNode;
  /** The pages above this one: a text, and the steps of its address. */
  trail?: readonly { text: string; steps: readonly string[] }[];
  /** What the help panel says. */
  help?: Help;
  children: ReactNode;
}) => {
  const { account, catalog } = usePlace();
  const to = useTo();
  const follow = useFollow();
  const root = useHref('/').replace(/\/$/, '');
  useHelp(help);
  useEffect(() => {
    document.title = `${title} · ${account} ${catalog} · cosell`;
  }, [title, account, catalog]);
  return (
    <ContentLayout
      breadcrumbs={
        trail.length > 0 && (
          <BreadcrumbGroup
            ariaLabel={words.page.trail}
            items={[
              ...trail.map(({ text, steps }) => ({ text, href: root + to(...steps) })),
              { text: title, href: '' },
            ]}
            onFollow={(event) => follow(event, event.detail.href.slice(root.length))}
          />
        )
      }
      header={
        <Header variant="h1" description={description} actions={actions} info={badges}>
          {title}
        </Header>
      }
    >
      <SpaceBetween size="l">{children}</SpaceBetween>
    </ContentLayout>
  );
};
