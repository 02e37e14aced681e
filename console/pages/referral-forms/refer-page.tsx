import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { useNavigate, useSearchParams } from 'react-router';
import { usePlace } from '../../api/place.ts';
import { ReferralForm } from '../../parts/form/referral-form.tsx';
import { notify } from '../../parts/notices.tsx';
import { Page } from '../../parts/page.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';

const text = words.otherForms;
const TRAIL = [{ text: words.operator.titles.aws, steps: ['operator', 'aws'] }];
const HELP = { title: text.referTitle, content: text.referHelp };

/** AWS refers an opportunity or (`?kind=lead`) a lead to the account: what the operator enters. */
export const ReferPage = () => {
  const [search, setSearch] = useSearchParams();
  const kind = search.get('kind') === 'lead' ? 'lead' : 'opportunity';
  const { account } = usePlace();
  const to = useTo();
  const navigate = useNavigate();
  return (
    <Page title={text.referTitle} description={text.referDescription(account)} trail={TRAIL} help={HELP}>
      <SegmentedControl
        label={words.schemaForm.kind}
        selectedId={kind}
        options={[
          { id: 'opportunity', text: text.kinds.opportunity },
          { id: 'lead', text: text.kinds.lead },
        ]}
        onChange={({ detail }) => setSearch({ kind: detail.selectedId }, { replace: true })}
      />
      <ReferralForm
        key={kind}
        kind={kind}
        onDone={({ invitationId }) => {
          notify({ type: 'success', content: text.referred(invitationId) });
          void navigate(to('invitations', invitationId));
        }}
        onCancel={() => void navigate(to('operator', 'aws'))}
      />
    </Page>
  );
};
