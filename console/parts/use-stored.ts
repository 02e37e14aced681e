import { useState } from 'react';

/** A setting of the viewer that is kept in this browser. Never for secrets or data of customers. */
export const useStored = <Value>(name: string, initial: Value): readonly [Value, (value: Value) => void] => {
  const key = `cosell.${name}`;
  const [value, setValue] = useState<Value>(() => {
    try {
      const stored = localStorage.getItem(key);
      return stored === null ? initial : (JSON.parse(stored) as Value);
    } catch {
      return initial;
    }
  });
  const store = (next: Value): void => {
    setValue(next);
    try {
      localStorage.setItem(key, JSON.stringify(next));
    } catch {
      // Without storage the setting lasts as long as the page.
    }
  };
  return [value, store];
};
