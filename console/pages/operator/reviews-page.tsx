import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { operator, useOperator } from '../../api/operator.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { FaultBox } from '../../parts/fault-box.tsx';
import { Page } from '../../parts/page.tsx';
import { useAct } from '../../parts/use-act.ts';
import { words } from '../../words.ts';
import { type NewRule, RuleModal } from './rule-modal.tsx';

const text = words.operator.reviews;
const HELP = { title: words.operator.titles.reviews, content: text.help };

/** The policy by which AWS reviews opportunities by itself: the first rule that matches decides. */
export const ReviewsPage = () => {
  const policy = useOperator('review-policy', {}, (_, signal) =>
    operator.GET('/_cosell/review-policy', { signal }),
  );
  const { act, busy } = useAct();
  const [isAdding, setAdding] = useState(false);
  const rules = policy.data?.rules ?? [];
  type Rule = (typeof rules)[number];
  const items = rules.map((rule, index) => ({ rule, index }));
  const put = (name: string, next: readonly (Rule | NewRule)[], done: string) =>
    act(name, () => operator.PUT('/_cosell/review-policy', { body: { rules: [...next] } }), done);
  const moved = (index: number): Rule[] => {
    const next = [...rules];
    const [rule] = next.splice(index, 1);
    if (rule) next.splice(index - 1, 0, rule);
    return next;
  };
  return (
    <Page
      title={words.operator.titles.reviews}
      description={text.description}
      help={HELP}
      actions={
        <Button variant="primary" onClick={() => setAdding(true)} disabled={policy.data === undefined}>
          {text.add}
        </Button>
      }
    >
      <DataTable
        label={text.list}
        items={items}
        keyOf={({ index }) => String(index)}
        isLoading={policy.isPending}
        empty={
          policy.error ? (
            <FaultBox error={policy.error} onRetry={() => void policy.refetch()} />
          ) : (
            <SpaceBetween size="s">
              <div>{text.none}</div>
              <Button onClick={() => setAdding(true)}>{text.add}</Button>
            </SpaceBetween>
          )
        }
        header={
          <Header variant="h2" counter={`(${rules.length})`}>
            {text.list}
          </Header>
        }
        columns={[
          {
            id: 'decision',
            header: text.columns.decision,
            cell: ({ rule }) => rule.decision,
            isRowHeader: true,
          },
          { id: 'after', header: text.columns.after, cell: ({ rule }) => text.afterMs(rule.after) },
          { id: 'account', header: text.columns.account, cell: ({ rule }) => rule.account ?? text.all },
          { id: 'catalog', header: text.columns.catalog, cell: ({ rule }) => rule.catalog ?? text.all },
          { id: 'comments', header: text.columns.comments, cell: ({ rule }) => rule.comments ?? words.none },
          {
            id: 'actions',
            header: text.columns.actions,
            cell: ({ index }) => (
              <SpaceBetween direction="horizontal" size="xs">
                {index > 0 && (
                  <Button
                    variant="inline-link"
                    ariaLabel={text.upOf(index + 1)}
                    loading={busy === `up${index}`}
                    onClick={() => put(`up${index}`, moved(index), text.changed)}
                  >
                    {text.up}
                  </Button>
                )}
                <Button
                  variant="inline-link"
                  ariaLabel={text.removeOf(index + 1)}
                  loading={busy === `remove${index}`}
                  onClick={() =>
                    put(
                      `remove${index}`,
                      rules.filter((_, other) => other !== index),
                      text.changed,
                    )
                  }
                >
                  {text.remove}
                </Button>
              </SpaceBetween>
            ),
          },
        ]}
      />
      {isAdding && (
        <RuleModal
          isBusy={busy === 'add'}
          onClose={() => setAdding(false)}
          onAdd={async (rule) => {
            if (await put('add', [...rules, rule], text.changed)) setAdding(false);
          }}
        />
      )}
    </Page>
  );
};
