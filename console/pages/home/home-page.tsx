import { Page } from '../../parts/page.tsx';
import { words } from '../../words.ts';

/** Whose turn is it, and what happened last. */
export const HomePage = () => <Page title={words.home.title}>{null}</Page>;
