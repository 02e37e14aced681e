import { asBoto3 } from './boto3.ts';
import { asCli } from './cli.ts';
import { asCurl } from './curl.ts';
import { asDotNet } from './dotnet.ts';
import { asGo } from './go.ts';
import { asJava } from './java.ts';
import { asJavaScript } from './javascript.ts';
import type { SnippetCall } from './shape.ts';

export type { Shape, SnippetCall } from './shape.ts';

/** The languages in which a call can be written. */
export const snippetLanguages = ['cli', 'boto3', 'javascript', 'java', 'go', 'dotnet', 'curl'] as const;
export type SnippetLanguage = (typeof snippetLanguages)[number];

const writers: Readonly<Record<SnippetLanguage, (call: SnippetCall) => string>> = {
  cli: asCli,
  boto3: asBoto3,
  javascript: asJavaScript,
  java: asJava,
  go: asGo,
  dotnet: asDotNet,
  curl: asCurl,
};

/**
 * Returns a call as code that can be run. It contains no secret. Pure, and without imports of Node, so that pages use it too.
 * @throws Error if the operation is no name, because no language could name it
 */
export const snippet = (language: SnippetLanguage, call: SnippetCall): string => {
  if (!/^[A-Z][A-Za-z0-9]{0,99}$/.test(call.operation)) {
    throw new Error(`The call names no operation, so that it cannot be written as code.`);
  }
  return writers[language](call);
};
