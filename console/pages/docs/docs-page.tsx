import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { type Action, useActions } from '../../api/open-api.ts';
import { labelOf } from '../../parts/action-form/values.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { words } from '../../words.ts';
import { ActionDoc } from './action-doc.tsx';

const text = words.docs;
const HELP = { title: text.title, content: text.help };

const matches = ({ name, path, summary }: Action, asked: string): boolean =>
  `${name} ${path} ${summary}`.toLowerCase().includes(asked.toLowerCase());

/** The reference of the operator's API, from the server's own OpenAPI document. */
export const DocsPage = () => {
  const actions = useActions();
  const [asked, setAsked] = useState('');
  const { hash } = useLocation();
  const isLoaded = actions.data !== undefined;
  useEffect(() => {
    if (isLoaded && hash) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [isLoaded, hash]);
  return (
    <Page title={text.title} description={text.description} help={HELP}>
      <Input
        type="search"
        value={asked}
        placeholder={text.filter}
        ariaLabel={text.filter}
        onChange={({ detail }) => setAsked(detail.value)}
      />
      <Loaded query={actions}>
        {(all) => {
          const groups = Map.groupBy(
            all.filter((action) => matches(action, asked)),
            ({ tag }) => tag,
          );
          if (groups.size === 0) return <p>{words.table.noMatch}</p>;
          return (
            <SpaceBetween size="l">
              {[...groups].map(([tag, group]) => (
                <Container key={tag} header={<Header variant="h2">{labelOf(tag)}</Header>}>
                  <SpaceBetween size="xs">
                    {group.map((action) => (
                      <ActionDoc key={action.name} action={action} isOpen={hash === `#${action.name}`} />
                    ))}
                  </SpaceBetween>
                </Container>
              ))}
            </SpaceBetween>
          );
        }}
      </Loaded>
    </Page>
  );
};
