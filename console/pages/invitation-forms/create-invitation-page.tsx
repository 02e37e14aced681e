import { contract } from 'virtual:contract/CreateEngagementInvitation';
import { useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { type Input, useSellingAction } from '../../api/selling.ts';
import type { Draft } from '../../parts/form/contract.ts';
import { withValue } from '../../parts/form/paths.ts';
import { SchemaForm } from '../../parts/form/schema-form.tsx';
import { testInvitation } from '../../parts/form/test-data.ts';
import { useForm } from '../../parts/form/use-form.ts';
import { notify } from '../../parts/notices.tsx';
import { Page } from '../../parts/page.tsx';
import { useTo } from '../../parts/use-to.ts';
import { useToken } from '../../parts/use-token.ts';
import { words } from '../../words.ts';
import { EngagementControl } from './engagement-control.tsx';

const text = words.otherForms;
const TRAIL = [{ text: text.invitations, steps: ['invitations'] }];
const HELP = {
  title: text.invite,
  content: text.inviteHelp,
  sources: [
    {
      text: text.sources.invite,
      href: 'https://docs.aws.amazon.com/partner-central/latest/APIReference/API_CreateEngagementInvitation.html',
    },
  ],
};
const TERMS = { contract, hidden: ['Catalog', 'ClientToken'] };
const SECTIONS = [
  {
    title: text.sections.to,
    members: ['EngagementIdentifier', 'Invitation.Receiver', 'Invitation.Message'],
  },
  { title: text.sections.payload, members: ['Invitation.Payload'] },
];
const CONTROLS = { EngagementIdentifier: EngagementControl };
const NEW_ELEMENTS = {
  'Invitation.Payload.OpportunityInvitation.Project.ExpectedCustomerSpend': {
    CurrencyCode: 'USD',
    Frequency: 'Monthly',
    TargetCompany: 'AWS',
  },
};

/** Invites a partner or AWS to an engagement (`?engagement=<id>`), about an opportunity or a lead. */
export const CreateInvitationPage = () => {
  const [search] = useSearchParams();
  const engagement = search.get('engagement');
  const to = useTo();
  const navigate = useNavigate();
  const initial = useMemo(() => (engagement ? { EngagementIdentifier: engagement } : {}), [engagement]);
  const form = useForm(TERMS, initial);
  const tokenOf = useToken();
  const create = useSellingAction('CreateEngagementInvitation');
  const send = (document: Draft) =>
    create.mutateAsync({
      ...document,
      ClientToken: tokenOf(document),
    } as Input<'CreateEngagementInvitation'>);
  /** To whom the invitation goes is no test data: what is entered stays. */
  const fill = () => {
    const { EngagementIdentifier, Invitation } = form.document as {
      EngagementIdentifier?: string;
      Invitation?: Draft;
    };
    const invitation = {
      ...testInvitation(),
      ...(Invitation?.Receiver !== undefined && { Receiver: Invitation.Receiver }),
    };
    form.replace(withValue({ EngagementIdentifier }, 'Invitation', invitation));
  };
  return (
    <Page title={text.invite} description={text.inviteDescription} trail={TRAIL} help={HELP}>
      <SchemaForm
        form={form}
        sections={SECTIONS}
        controls={CONTROLS}
        newElements={NEW_ELEMENTS}
        descriptions={text.descriptions}
        submitText={text.inviteSubmit}
        onSubmit={send}
        onDone={({ Id = '' }) => {
          notify({ type: 'success', content: text.invited(Id) });
          void navigate(to('invitations', Id));
        }}
        onCancel={() => void navigate(to('invitations'))}
        onTestData={fill}
      />
    </Page>
  );
};
