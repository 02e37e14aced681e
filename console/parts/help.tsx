import { createContext, type ReactNode, use, useEffect } from 'react';

/** What the help panel says: a paragraph of our own words, and where the documentation says it. */
export interface Help {
  title: string;
  content: ReactNode;
  /** Pages of AWS's documentation; they open in a new window. */
  sources?: readonly { text: string; href: string }[];
}

/** Sets the help of the shell. */
export const HelpContext = createContext<(help: Help | undefined) => void>(() => {});

/** Shows a help in the panel while the component is shown. Keep `help` the same object between renders. */
export const useHelp = (help: Help | undefined): void => {
  const setHelp = use(HelpContext);
  useEffect(() => {
    setHelp(help);
    return () => setHelp(undefined);
  }, [help, setHelp]);
};
