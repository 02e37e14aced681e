/**
 * Whether one of the ways to satisfy an SPDX expression needs accepted licenses alone. AND binds closer than OR (SPDX 2.3,
 * annex D). Text that is no expression, such as `SEE LICENSE IN …`, satisfies nothing, and neither does one with WITH.
 */
export const isSatisfied = (expression: string, accepted: readonly string[]): boolean => {
  const words = expression.match(/[()]|[^\s()]+/g) ?? [];
  let isReadable = true;
  const any = (): boolean => {
    let isAccepted = all();
    while (words[0] === 'OR') {
      words.shift();
      isAccepted = all() || isAccepted;
    }
    return isAccepted;
  };
  const all = (): boolean => {
    let isAccepted = one();
    while (words[0] === 'AND') {
      words.shift();
      isAccepted = one() && isAccepted;
    }
    return isAccepted;
  };
  const one = (): boolean => {
    const word = words.shift();
    if (word === undefined) isReadable = false;
    if (word !== '(') return word !== undefined && accepted.includes(word);
    const isAccepted = any();
    if (words.shift() !== ')') isReadable = false;
    return isAccepted;
  };
  const isAccepted = any();
  return isAccepted && isReadable && words.length === 0;
};
