import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useNavigate } from 'react-router';
import { basePath } from '../../api/base-path.ts';
import { useIsOperator } from '../../api/is-operator.ts';
import { operator, useOperatorAction } from '../../api/operator.ts';
import { usePlace } from '../../api/place.ts';
import { useServerInfo } from '../../api/server-info.ts';
import { CopyId } from '../../parts/copy-id.tsx';
import { FaultBox } from '../../parts/fault-box.tsx';
import { PageLink } from '../../parts/page-link.tsx';
import { useTo } from '../../parts/use-to.ts';
import { words } from '../../words.ts';

const { first } = words.home;
const endpoint = new URL(basePath, location.origin).href.replace(/\/$/, '');

/** For an account that has nothing yet: where to connect, and something to begin with. */
export const FirstSteps = () => (
  <Container
    header={
      <Header variant="h2" description={first.description}>
        {first.title}
      </Header>
    }
  >
    <ColumnLayout columns={2} variant="text-grid">
      <Refer />
      <Connect />
    </ColumnLayout>
  </Container>
);

/** Makes AWS invite this account, and opens the invitation. */
const Refer = () => {
  const { account, catalog } = usePlace();
  const isOperator = useIsOperator();
  const navigate = useNavigate();
  const to = useTo();
  const refer = useOperatorAction(() =>
    operator.POST('/_cosell/referrals', { body: { account, catalog: catalog as 'AWS' | 'Sandbox' } }),
  );
  // Not in a callback of `mutate`: this panel is gone as soon as the account has something.
  const open = async () => {
    const answer = await refer.mutateAsync(undefined).catch(() => undefined);
    if (answer) void navigate(to('invitations', answer.invitationId));
  };
  return (
    <SpaceBetween size="s">
      <Box variant="h3">{first.refer}</Box>
      <div>{first.referHelp}</div>
      {isOperator ? (
        <Button variant="primary" loading={refer.isPending} onClick={() => void open()}>
          {first.referButton}
        </Button>
      ) : (
        <Alert>{first.needsOperator}</Alert>
      )}
      {refer.error && <FaultBox error={refer.error} />}
      <div>
        {first.readHelp} <PageLink to={to('docs')}>{first.read}</PageLink>
      </div>
    </SpaceBetween>
  );
};

/** What a shell needs. With signatures, the keys are the account's own. */
const Connect = () => {
  const { account, catalog } = usePlace();
  const { data: server } = useServerInfo();
  const isStrict = server?.auth === 'strict';
  const commands = [
    `export AWS_ENDPOINT_URL=${endpoint}`,
    `export AWS_DEFAULT_REGION=${server?.region ?? 'us-east-1'}`,
    ...(isStrict ? [] : [`export AWS_ACCESS_KEY_ID=${account}`, 'export AWS_SECRET_ACCESS_KEY=any']),
    `aws partnercentral-selling list-engagement-invitations --catalog ${catalog} --participant-type RECEIVER`,
  ];
  return (
    <SpaceBetween size="s">
      <Box variant="h3">{first.connect}</Box>
      <div>
        {first.endpoint}: <CopyId id={endpoint} />
      </div>
      <div>{isStrict ? `${first.connectHelp} ${first.connectKeys}` : first.connectHelp}</div>
      <pre className="home-commands">
        <Box variant="code">{commands.join('\n')}</Box>
      </pre>
      <CopyToClipboard
        copyButtonText={first.copy}
        textToCopy={commands.join('\n')}
        copySuccessText={words.copy.copied}
        copyErrorText={words.copy.failed}
      />
    </SpaceBetween>
  );
};
