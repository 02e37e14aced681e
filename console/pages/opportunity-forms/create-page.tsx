import { contract } from 'virtual:contract/CreateOpportunity';
import { useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { type Input, useSelling, useSellingAction } from '../../api/selling.ts';
import type { Draft } from '../../parts/form/contract.ts';
import { createRules } from '../../parts/form/field-rules.ts';
import { taken, tidy, withValue } from '../../parts/form/paths.ts';
import { SchemaForm } from '../../parts/form/schema-form.tsx';
import { testOpportunity } from '../../parts/form/test-data.ts';
import { useForm } from '../../parts/form/use-form.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { notify } from '../../parts/notices.tsx';
import { Page } from '../../parts/page.tsx';
import { useTo } from '../../parts/use-to.ts';
import { useToken } from '../../parts/use-token.ts';
import { words } from '../../words.ts';
import { newElements, opportunitySections, reviewMembers } from './opportunity-sections.ts';

const text = words.opportunityForms;
const TRAIL = [{ text: text.opportunities, steps: ['opportunities'] }];
const HELP = {
  title: text.create,
  content: text.help,
  sources: [
    {
      text: text.sources.create,
      href: 'https://docs.aws.amazon.com/partner-central/latest/APIReference/API_CreateOpportunity.html',
    },
  ],
};
const TERMS = { contract, hidden: ['Catalog', 'ClientToken', ...reviewMembers], rules: createRules };

/** What a copy leaves behind: what is of one opportunity only. */
const OWN = ['PartnerOpportunityIdentifier', 'OpportunityTeam', 'Origin', 'Tags', ...reviewMembers];

/** Creates an opportunity, from nothing or (`?from=<id>`) as a copy of another one. */
export const CreatePage = () => {
  const [search] = useSearchParams();
  const from = search.get('from') ?? undefined;
  return (
    <Page
      title={text.create}
      description={from === undefined ? text.createDescription : text.cloneOf(from)}
      trail={TRAIL}
      help={HELP}
    >
      {from === undefined ? <CreateForm initial={{}} /> : <CloneForm from={from} />}
    </Page>
  );
};

const CloneForm = ({ from }: { from: string }) => (
  <Loaded query={useSelling('GetOpportunity', { Identifier: from }, { staleTime: Number.POSITIVE_INFINITY })}>
    {(source) => <CloneOf source={source} />}
  </Loaded>
);

const CloneOf = ({ source }: { source: object }) => {
  const initial = useMemo(() => {
    const { Catalog: _, ...copy } = tidy(taken(contract, source) as Draft, contract);
    return OWN.reduce<Draft>((document, member) => withValue(document, member, undefined), copy);
  }, [source]);
  return <CreateForm initial={initial} />;
};

const CreateForm = ({ initial }: { initial: Draft }) => {
  const to = useTo();
  const navigate = useNavigate();
  const form = useForm(TERMS, initial);
  const tokenOf = useToken();
  const create = useSellingAction('CreateOpportunity');
  const send = async (document: Draft) => {
    const input = { ...document, ClientToken: tokenOf(document) } as Input<'CreateOpportunity'>;
    return create.mutateAsync(input);
  };
  return (
    <SchemaForm
      form={form}
      sections={opportunitySections}
      newElements={newElements}
      descriptions={text.descriptions}
      submitText={text.submit}
      onSubmit={send}
      onDone={({ Id = '' }) => {
        notify({ type: 'success', content: text.created(Id) });
        void navigate(to('opportunities', Id));
      }}
      onCancel={() => void navigate(to('opportunities'))}
      onTestData={() => form.replace(testOpportunity())}
    />
  );
};
