import { contract } from 'virtual:contract/UpdateOpportunity';
import Alert from '@cloudscape-design/components/alert';
import { useEffect, useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { type Input, type Output, useSelling, useSellingAction } from '../../api/selling.ts';
import { ReviewStatus } from '../../parts/badges.tsx';
import type { Draft } from '../../parts/form/contract.ts';
import { updateRules } from '../../parts/form/field-rules.ts';
import { taken, tidy, valueAt, withValue } from '../../parts/form/paths.ts';
import { SchemaForm } from '../../parts/form/schema-form.tsx';
import { useForm } from '../../parts/form/use-form.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { notify } from '../../parts/notices.tsx';
import { Page } from '../../parts/page.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';
import { changesOf, merged } from './merge.ts';
import { MergePanel } from './merge-panel.tsx';
import { newElements, opportunitySections, reviewMembers } from './opportunity-sections.ts';

const text = words.opportunityForms;
const SOURCES = [
  {
    text: text.sources.update,
    href: 'https://docs.aws.amazon.com/partner-central/latest/selling-api/working-with-opportunity-updates.html',
  },
];
const HELP = { title: text.save, content: text.help, sources: SOURCES };
const HIDDEN = ['Catalog', 'Identifier', 'LastModifiedDate', ...reviewMembers];
const DURATION = 'Project.ExpectedContractDuration';

type Opportunity = Output<'GetOpportunity'>;

/** Changes an opportunity: the whole document, as an update replaces it. */
export const EditPage = () => {
  const { id = '' } = useParams();
  const query = useSelling('GetOpportunity', { Identifier: id });
  const title = query.data?.Project?.Title || id;
  const trail = [
    { text: text.opportunities, steps: ['opportunities'] },
    { text: title, steps: ['opportunities', id] },
  ];
  return (
    <Page
      title={text.edit(title)}
      description={text.editDescription}
      badges={<ReviewStatus of={query.data?.LifeCycle?.ReviewStatus} />}
      trail={trail}
      help={HELP}
    >
      <Loaded query={query}>{(server) => <EditForm key={id} id={id} server={server} />}</Loaded>
    </Page>
  );
};

/** What UpdateOpportunity takes of an answer of GetOpportunity. */
const documentOf = (server: Opportunity): Draft => {
  const { Catalog: _, LastModifiedDate: __, ...document } = tidy(taken(contract, server) as Draft, contract);
  return withValue(document, 'LifeCycle.NextStepsHistory', undefined);
};

/** An omitted duration would stay: only null removes it (AWS docs: working-with-deal-sizing-insights). */
const withRemovedDuration = (document: Draft, base: Draft): Draft =>
  valueAt(base, DURATION) !== undefined && valueAt(document, DURATION) === undefined
    ? withValue(document, DURATION, null)
    : document;

/** `base` is what the form began from; the live stream brings newer answers as `server` and never overwrites what is typed. */
const EditForm = ({ id, server }: { id: string; server: Opportunity }) => {
  const to = useTo();
  const navigate = useNavigate();
  const [base, setBase] = useState(server);
  const rules = useMemo(() => updateRules(documentOf(base)), [base]);
  const form = useForm(
    useMemo(() => ({ contract, hidden: HIDDEN, rules }), [rules]),
    documentOf(server),
  );
  const update = useSellingAction('UpdateOpportunity');
  const isOutdated = server.LastModifiedDate !== base.LastModifiedDate;
  const { isChanged, isBusy, replace } = form;
  useEffect(() => {
    if (!isOutdated || isChanged || isBusy) return;
    setBase(server);
    replace(documentOf(server), documentOf(server));
  }, [isOutdated, isChanged, isBusy, server, replace]);
  const back = () => void navigate(to('opportunities', id));
  const send = (document: Draft) =>
    update.mutateAsync({
      ...withRemovedDuration(document, documentOf(base)),
      Identifier: id,
      LastModifiedDate: base.LastModifiedDate,
    } as Input<'UpdateOpportunity'>);
  const hasToMerge = isOutdated && isChanged && !isBusy;
  const merge = (keepsMine: (path: string) => boolean) => {
    const theirs = documentOf(server);
    const changes = changesOf(contract, documentOf(base), theirs, form.document);
    setBase(server);
    replace(merged(form.document, changes, keepsMine), theirs);
    notify({ type: 'info', content: text.conflict.merged });
  };
  return (
    <SchemaForm
      form={form}
      sections={opportunitySections}
      newElements={newElements}
      descriptions={text.descriptions}
      submitText={text.save}
      disabledReason={rules.blocked ?? (hasToMerge ? text.conflict.first : undefined)}
      onSubmit={send}
      onDone={() => {
        notify({ type: 'success', content: text.saved(id) });
        back();
      }}
      onCancel={back}
    >
      {hasToMerge ? (
        <MergePanel
          changes={changesOf(contract, documentOf(base), documentOf(server), form.document)}
          onMerge={merge}
        />
      ) : (
        rules.blocked !== undefined && (
          <Alert type="info" header={text.blocked}>
            {rules.blocked}.
          </Alert>
        )
      )}
    </SchemaForm>
  );
};
