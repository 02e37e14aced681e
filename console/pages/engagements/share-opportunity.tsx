import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import { useState } from 'react';
import { useSelling, useSellingAction } from '../../api/selling.ts';
import { FaultBox } from '../../parts/fault-box.tsx';
import { notify } from '../../parts/notices.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { useTo } from '../../parts/use-to.ts';
import { useToken } from '../../parts/use-token.ts';
import { words } from '../../words.ts';
import { TEMPLATES, type Template } from './use-shown-snapshot.ts';

const text = words.engagements;

export const ShareButton = ({ onClick }: { onClick: () => void }) => (
  <Button onClick={onClick}>{text.share}</Button>
);

/** The newest of the account's opportunities: more are found by the id. */
const useOpportunities = () =>
  useSelling('ListOpportunities', {
    Sort: { SortBy: 'LastModifiedDate', SortOrder: 'DESCENDING' },
    MaxResults: 100,
  });

/**
 * Shares an opportunity of the account with the members: a snapshot now, and if wanted a job that takes one after each of its
 * changes. The job's own first snapshot serves too; a view that has not changed makes no second revision.
 */
const useShare = (engagementId: string, onDone: () => void) => {
  const snapshot = useSellingAction('CreateResourceSnapshot');
  const job = useSellingAction('CreateResourceSnapshotJob');
  const start = useSellingAction('StartResourceSnapshotJob');
  const snapshotToken = useToken();
  const jobToken = useToken();
  const share = async (opportunity: string, template: Template, isKept: boolean) => {
    const input = {
      EngagementIdentifier: engagementId,
      ResourceType: 'Opportunity' as const,
      ResourceIdentifier: opportunity,
      ResourceSnapshotTemplateIdentifier: template,
    };
    await snapshot.mutateAsync({ ...input, ClientToken: snapshotToken(input) });
    if (isKept) {
      const { Id = '' } = await job.mutateAsync({ ...input, ClientToken: jobToken(input) });
      await start.mutateAsync({ ResourceSnapshotJobIdentifier: Id });
    }
    notify({ type: 'success', content: text.sharedNow });
    onDone();
  };
  return {
    // What failed is shown below the form, by `error`.
    share: (...args: Parameters<typeof share>) => void share(...args).catch(() => undefined),
    isBusy: snapshot.isPending || job.isPending || start.isPending,
    error: snapshot.error ?? job.error ?? start.error,
  };
};

/** A form that shares one of the account's opportunities in an engagement. */
export const ShareOpportunity = ({ engagementId, onDone }: { engagementId: string; onDone: () => void }) => {
  const [opportunity, setOpportunity] = useState('');
  const [template, setTemplate] = useState<Template>(TEMPLATES[0]);
  const [isKept, setKept] = useState(true);
  const { share, isBusy, error } = useShare(engagementId, onDone);
  return (
    <Container
      header={
        <Header variant="h2" description={text.shareHelp}>
          {text.share}
        </Header>
      }
    >
      <Form
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDone}>
              {words.actions.cancel}
            </Button>
            <Button
              variant="primary"
              loading={isBusy}
              disabled={opportunity === ''}
              disabledReason={text.chooseFirst}
              onClick={() => share(opportunity, template, isKept)}
            >
              {text.share}
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          {error && <FaultBox error={error} />}
          <OpportunityField value={opportunity} onChange={setOpportunity} />
          <FormField label={text.view}>
            <Select
              selectedOption={{ value: template, label: text.templates[template] }}
              options={TEMPLATES.map((value) => ({
                value,
                label: text.templates[value],
                description: text.templateHelp[value],
              }))}
              onChange={({ detail }) => setTemplate(detail.selectedOption.value as Template)}
            />
          </FormField>
          <Toggle checked={isKept} onChange={({ detail }) => setKept(detail.checked)}>
            {text.keepUpToDate}
          </Toggle>
        </SpaceBetween>
      </Form>
    </Container>
  );
};

const OpportunityField = ({ value, onChange }: { value: string; onChange: (id: string) => void }) => {
  const to = useTo();
  const opportunities = useOpportunities();
  const options = (opportunities.data?.OpportunitySummaries ?? []).map(
    ({ Id = '', Customer, LifeCycle }) => ({
      value: Id,
      label: Customer?.Account?.CompanyName || Id,
      description: [Id, LifeCycle?.Stage, LifeCycle?.ReviewStatus].filter(Boolean).join(' · '),
    }),
  );
  if (opportunities.data && options.length === 0) {
    return (
      <Alert type="info">
        {text.noOpportunity} <PageLink to={to('opportunities', 'create')}>{text.createOpportunity}</PageLink>
      </Alert>
    );
  }
  return (
    <FormField label={text.opportunity} description={text.opportunityHint}>
      <Select
        selectedOption={options.find((option) => option.value === value) ?? null}
        options={options}
        filteringType="auto"
        filteringAriaLabel={text.opportunity}
        statusType={opportunities.isPending ? 'loading' : opportunities.error ? 'error' : 'finished'}
        errorText={opportunities.error?.message}
        placeholder={words.form.choose}
        onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
      />
    </FormField>
  );
};
