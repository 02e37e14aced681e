import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { words } from '../words.ts';

/** Search from everywhere. */
export const Search = () => {
  const [text, setText] = useState('');
  return (
    <Input
      type="search"
      value={text}
      placeholder={words.shell.search}
      ariaLabel={words.shell.search}
      onChange={({ detail }) => setText(detail.value)}
    />
  );
};
