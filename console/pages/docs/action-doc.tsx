import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { Action, Schema } from '../../api/open-api.ts';
import { ActionForm } from '../../parts/action-form/action-form.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { JsonText } from '../../parts/json-view.tsx';
import { words } from '../../words.ts';

const text = words.docs;

const typeOf = (schema: Schema): string => {
  if (schema.enum) return schema.enum.join(' | ');
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.type === 'array') return text.listOf(schema.items ? typeOf(schema.items) : text.anything);
  return schema.type ?? text.anything;
};

/** An example of a shape: each member with its type. */
const outline = (schema: Schema): unknown => {
  if (schema.type === 'array') return [schema.items ? outline(schema.items) : text.anything];
  if (schema.type !== 'object') return typeOf(schema);
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, member]) => [
      schema.required?.includes(name) ? name : `${name}?`,
      outline(member),
    ]),
  );
};

const COLORS = { GET: 'blue', POST: 'green', PUT: 'green', DELETE: 'red' } as const;

/** One route: what it takes, what it answers, and a form that calls it. What is in it is made when it is first opened. */
export const ActionDoc = ({ action, isOpen }: { action: Action; isOpen: boolean }) => {
  const { name, method, path, summary } = action;
  const [wasOpened, setOpened] = useState(isOpen);
  return (
    <div id={name}>
      <ExpandableSection
        defaultExpanded={isOpen}
        onChange={() => setOpened(true)}
        headerText={
          <SpaceBetween direction="horizontal" size="xs">
            <Badge color={COLORS[method as 'GET'] ?? 'grey'}>{method}</Badge>
            <span>{path}</span>
          </SpaceBetween>
        }
        headerDescription={summary}
      >
        {wasOpened && <Opened action={action} />}
      </ExpandableSection>
    </div>
  );
};

const Opened = ({ action: { name, members, answers, scope } }: { action: Action }) => {
  const [isTrying, setTrying] = useState(false);
  const [answer, setAnswer] = useState<unknown>();
  return (
    <SpaceBetween size="m">
      <Box variant="small">{[text.handle(name), scope && text.scope(scope)].filter(Boolean).join(' · ')}</Box>
      {members.length > 0 && (
        <DataTable
          variant="embedded"
          wrapLines
          label={text.takes(name)}
          items={members}
          keyOf={(member) => member.name}
          empty={words.none}
          columns={[
            {
              id: 'name',
              header: text.columns.name,
              cell: (member) => member.name,
              isRowHeader: true,
              width: 180,
            },
            {
              id: 'place',
              header: text.columns.place,
              cell: ({ place }) => text.places[place],
              width: 120,
            },
            { id: 'type', header: text.columns.type, cell: ({ schema }) => typeOf(schema), width: 240 },
            {
              id: 'required',
              header: text.columns.required,
              cell: ({ isRequired }) => (isRequired ? text.yes : words.none),
              width: 110,
            },
            {
              id: 'what',
              header: text.columns.what,
              cell: ({ schema }) => schema.description ?? words.none,
            },
          ]}
        />
      )}
      {answers && (
        <ExpandableSection variant="footer" headerText={text.answers}>
          <JsonText value={outline(answers)} />
        </ExpandableSection>
      )}
      {isTrying ? (
        <ActionForm action={name} submit={text.send} onDone={setAnswer} onCancel={() => setTrying(false)} />
      ) : (
        <Button onClick={() => setTrying(true)} ariaLabel={`${text.try}: ${name}`}>
          {text.try}
        </Button>
      )}
      {answer !== undefined && <JsonText value={answer} />}
    </SpaceBetween>
  );
};
