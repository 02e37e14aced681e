import { expect, test } from 'vitest';
import { toXml } from '../../../../src/kit/service/query/xml.ts';

test('elements contain text, numbers or elements; undefined ones are omitted', () => {
  const content = { Paint: { Name: 'red', Litres: 0, Shade: undefined }, Empty: {} };
  expect(toXml(content)).toBe('<Paint><Name>red</Name><Litres>0</Litres></Paint><Empty></Empty>');
});

test('every character with a meaning in XML is escaped', () => {
  expect(toXml({ Text: 'a < b & b > c; &lt; "d"' })).toBe(
    '<Text>a &lt; b &amp; b &gt; c; &amp;lt; "d"</Text>',
  );
});

test('a character that XML does not allow becomes U+FFFD', () => {
  expect(toXml('tab\tline\r\n')).toBe('tab\tline\r\n');
  expect(toXml('\u0000\u0008\u000B\u001F')).toBe('\uFFFD\uFFFD\uFFFD\uFFFD');
  expect(toXml('\uD7FF\uE000\uFFFD')).toBe('\uD7FF\uE000\uFFFD');
  expect(toXml('\uFFFE\uFFFF')).toBe('\uFFFD\uFFFD');
  expect(toXml('half \uD83D, whole 😀')).toBe('half \uFFFD, whole 😀');
});
