import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sign, target } from '../../test/support/wire.ts';
import { PARTNER } from '../http.ts';
import { again, Catalog, type Scene, type Stage } from './stage.ts';

/** Requests with signatures, to a server that checks them. */

const key = { accessKeyId: 'AKIDSTALLS', secretAccessKey: 'secret of the bench' };
const policyArns = ['arn:aws:iam::aws:policy/AWSPartnerCentralSandboxFullAccess'];
const users = [{ account: PARTNER, name: 'bench', accessKeys: [key], policyArns }];

/** Returns the options of a server that checks signatures and knows the user of these scenes. */
export const strictOptions = (folder: string): string[] => {
  const file = join(folder, 'strict.json');
  writeFileSync(file, JSON.stringify({ users }));
  return ['--auth', 'strict', '--config', file];
};

const AT_ONCE = 16;
/** As large as a body may be: its hash is a part of what is signed. The member is unknown, so nothing is done with it. */
const body = JSON.stringify({ Catalog, MaxResults: 1, Text: 'x'.repeat(1_000_000) });

const sendLarge: Scene['play'] = async (stage: Stage) => {
  const { headers } = await sign(stage, { headers: target('ListOpportunities'), body }, key);
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      const answer = await fetch(stage.endpoint, { method: 'POST', headers, body });
      const said = await answer.text();
      if (!answer.ok) throw new Error(`A signed request was refused: ${said.slice(0, 300)}`);
    }),
  );
};

export const signedScenes: readonly Scene[] = [again(`${AT_ONCE} signed bodies of 1 MB`, sendLarge)];
