import { contract } from 'virtual:contract/CreateEngagement';
import { useNavigate } from 'react-router';
import { type Input, useSellingAction } from '../../api/selling.ts';
import type { Draft } from '../../parts/form/contract.ts';
import { SchemaForm } from '../../parts/form/schema-form.tsx';
import { testEngagement } from '../../parts/form/test-data.ts';
import { useForm } from '../../parts/form/use-form.ts';
import { notify } from '../../parts/notices.tsx';
import { Page } from '../../parts/page.tsx';
import { useTo } from '../../parts/use-to.ts';
import { useToken } from '../../parts/use-token.ts';
import { words } from '../../words.ts';

const text = words.otherForms;
const TRAIL = [{ text: text.engagements, steps: ['engagements'] }];
const HELP = {
  title: text.engage,
  content: text.engageHelp,
  sources: [
    {
      text: text.sources.engage,
      href: 'https://docs.aws.amazon.com/partner-central/latest/APIReference/API_CreateEngagement.html',
    },
  ],
};
/** The server numbers the contexts. */
const TERMS = { contract, hidden: ['Catalog', 'ClientToken', 'Contexts.Id'] };
const SECTIONS = [
  { title: text.sections.what, members: ['Title', 'Description'] },
  { title: text.sections.contexts, description: text.contextsDescription, members: ['Contexts'] },
];

/** Creates an engagement with its contexts. */
export const CreateEngagementPage = () => {
  const to = useTo();
  const navigate = useNavigate();
  const form = useForm(TERMS, {});
  const tokenOf = useToken();
  const create = useSellingAction('CreateEngagement');
  const send = (document: Draft) =>
    create.mutateAsync({ ...document, ClientToken: tokenOf(document) } as Input<'CreateEngagement'>);
  return (
    <Page title={text.engage} description={text.engageDescription} trail={TRAIL} help={HELP}>
      <SchemaForm
        form={form}
        sections={SECTIONS}
        submitText={text.engageSubmit}
        onSubmit={send}
        onDone={({ Id = '' }) => {
          notify({ type: 'success', content: text.engaged(Id) });
          void navigate(to('engagements', Id));
        }}
        onCancel={() => void navigate(to('engagements'))}
        onTestData={() => form.replace(testEngagement())}
      />
    </Page>
  );
};
