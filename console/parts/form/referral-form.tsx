import { contract as engagement } from 'virtual:contract/CreateEngagement';
import { contract as opportunity } from 'virtual:contract/CreateOpportunity';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { operator, useOperatorAction } from '../../api/operator.ts';
import { usePlace } from '../../api/place.ts';
import { words } from '../../words.ts';
import { type Draft, fieldAt, structureOf } from './contract.ts';
import { SchemaForm } from './schema-form.tsx';
import { testLead, testOpportunity } from './test-data.ts';
import { useForm } from './use-form.ts';

const text = words.otherForms;

/** What AWS refers is checked by the limits and rules of what would create it: `src/operator/read-referral.ts`. */
const OPPORTUNITY = {
  contract: opportunity,
  prefix: 'opportunity',
  hidden: [
    ...['Catalog', 'ClientToken', 'Origin', 'OpportunityTeam', 'Tags', 'PartnerOpportunityIdentifier'],
    ...['LifeCycle.ReviewStatus', 'LifeCycle.ReviewComments', 'LifeCycle.ReviewStatusReason'],
    'LifeCycle.NextStepsHistory',
  ],
};
const LEAD = {
  contract: structureOf(fieldAt(engagement, 'Contexts.Payload.Lead')),
  prefix: 'lead',
  hidden: [],
};
const SECTIONS = {
  opportunity: [
    { title: text.referCustomer, members: ['Customer'] },
    { title: text.referProject, members: ['Project'] },
    {
      title: text.referOpportunity,
      members: ['OpportunityType', 'NationalSecurity', 'PrimaryNeedsFromAws', 'LifeCycle', 'Marketing'],
    },
    { title: words.schemaForm.more, members: ['SoftwareRevenue'], isOptional: true },
  ],
  lead: [
    { title: text.referCustomer, members: ['Customer'] },
    { title: text.referInteractions, members: ['Interactions'] },
    { title: text.referLead, members: ['QualificationStatus', 'Insights'] },
  ],
};
const NEW_ELEMENTS = {
  'Project.ExpectedCustomerSpend': { CurrencyCode: 'USD', Frequency: 'Monthly', TargetCompany: 'AWS' },
};

/** What the server tells of a referral. */
interface Referral {
  opportunityId?: string;
  engagementId: string;
  invitationId: string;
}

/**
 * The operator's form for what AWS refers to the account of the page's address: an opportunity or a lead. It asks for the
 * operator's routes, so show it only to people who have them. Load it lazily; it brings the contract of two operations:
 *
 * ```tsx
 * const ReferralForm = lazy(async () => ({ default: (await import('../../parts/form/referral-form.tsx')).ReferralForm }));
 * <ReferralForm key={kind} kind={kind} onDone={({ invitationId }) => …} onCancel={close} />
 * ```
 */
export const ReferralForm = ({
  kind,
  onDone,
  onCancel,
}: {
  kind: 'opportunity' | 'lead';
  onDone: (referral: Referral) => void;
  onCancel: () => void;
}) => {
  const { account, catalog } = usePlace();
  const [message, setMessage] = useState('');
  const form = useForm(kind === 'lead' ? LEAD : OPPORTUNITY, {});
  const { mutateAsync } = useOperatorAction((document: Draft) =>
    operator.POST('/_cosell/referrals', {
      body: {
        account,
        catalog: catalog as 'Sandbox',
        ...(kind === 'lead' ? { lead: document } : { opportunity: document }),
        ...(message !== '' && { message }),
      },
    }),
  );
  return (
    <SchemaForm
      form={form}
      sections={SECTIONS[kind]}
      newElements={NEW_ELEMENTS}
      submitText={text.refer}
      onSubmit={mutateAsync}
      onDone={(referral) => referral && onDone(referral)}
      onCancel={onCancel}
      onTestData={() => form.replace(kind === 'lead' ? testLead() : testOpportunity())}
    >
      <FormField label={text.message} constraintText={text.messageHelp} stretch>
        <Input value={message} onChange={({ detail }) => setMessage(detail.value)} />
      </FormField>
    </SchemaForm>
  );
};
