import { styleText } from 'node:util';
import { DEMO_PARTNER } from '../server/demo-data.ts';
import type { Cosell } from '../server/start.ts';
import { consoleAddress } from './operator/console-link.ts';
import { ownName } from './own-name.ts';

/** What `cosell serve --demo` says once it is ready: what there is, what to paste, and where to look. */
export const demoNotes = (
  server: Pick<Cosell, 'endpoint' | 'clientConfig'>,
  { hasConsole, isStrict }: { hasConsole: boolean; isStrict: boolean },
): string => {
  const { endpoint } = server;
  const { region, credentials } = server.clientConfig(DEMO_PARTNER);
  const secret = isStrict ? `<the secret key of ${DEMO_PARTNER} in --config>` : 'any';
  const invitations = consoleAddress(endpoint, { account: DEMO_PARTNER, path: 'invitations' });
  const title = (text: string): string => styleText('bold', text, { stream: process.stdout });
  return `
${title('AWS has referred an opportunity, and its invitation is pending')}
  Account   ${DEMO_PARTNER}
  Catalog   Sandbox
  Endpoint  ${endpoint}
${hasConsole ? `  Console   ${invitations}\n` : ''}
${title('Paste this into another terminal')}
  export AWS_ENDPOINT_URL=${endpoint}
  export AWS_REGION=${region} AWS_DEFAULT_REGION=${region}
  export AWS_ACCESS_KEY_ID=${credentials.accessKeyId} AWS_SECRET_ACCESS_KEY=${secret}
  export COSELL_ENDPOINT=${endpoint}

${title('Now try this')}
  aws partnercentral-selling list-engagement-invitations \\
    --catalog Sandbox --participant-type RECEIVER
  ${`${ownName()} tail --after 0`.padEnd(31)} the events so far, and those to come

Ctrl-C ends it.
`;
};
