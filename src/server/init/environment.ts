import type { InitServer } from './module.ts';

/** Of AWS's settings, those that would take precedence over a script's. */
const OTHERS = [
  'AWS_PROFILE',
  'AWS_SESSION_TOKEN',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'COSELL_INIT',
];

/**
 * Returns the environment of a script: this process's own, with the endpoint and credentials for AWS's tools and for `cosell`. Without
 * credentials if signatures are checked and no account has a key: the script can create one (`cosell keys create`).
 */
export const environmentOf = ({
  endpoint,
  token,
  clientConfig,
}: {
  endpoint: string;
  token: string;
  clientConfig: InitServer['clientConfig'];
}): NodeJS.ProcessEnv => {
  const env: NodeJS.ProcessEnv = { ...process.env };
  for (const name of OTHERS) delete env[name];
  return {
    ...env,
    AWS_ENDPOINT_URL: endpoint,
    COSELL_ENDPOINT: endpoint,
    COSELL_OPERATOR_TOKEN: token,
    ...credentialsOf(clientConfig),
  };
};

const credentialsOf = (clientConfig: InitServer['clientConfig']): NodeJS.ProcessEnv => {
  try {
    const { region, credentials } = clientConfig();
    return {
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    };
  } catch {
    return {};
  }
};
