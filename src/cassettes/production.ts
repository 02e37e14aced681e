import type { Members } from '../kit/shape/differences.ts';
import { AccessDeniedException } from '../model/errors.ts';
import { isLoopbackName } from '../server/transport/hosts.ts';
import { eachText } from './texts.ts';

/** Whether an endpoint is on this machine. */
export const isHere = ({ hostname }: URL): boolean => isLoopbackName(hostname.replace(/^\[|\]$/g, ''));

/** Throws unless a call may be sent to an endpoint: nobody must change real opportunities by mistake. On this machine there are none. */
export const refuseProduction = (input: Members, endpoint: URL): void => {
  if (isHere(endpoint)) return;
  let isProduction = input.Catalog === 'AWS';
  eachText(input, (text) => {
    isProduction ||= /^arn:[^/]*:catalog\/AWS\//.test(text);
  });
  if (isProduction)
    throw AccessDeniedException(
      'Only calls in the catalog Sandbox are sent to another machine, because those in AWS change real opportunities. Start it with --production to send them.',
    );
};
