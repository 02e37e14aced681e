import { describe, expect, it } from 'vitest';
import { parseFrozen } from '../../../src/kit/shape/frozen.ts';

describe('parseFrozen', () => {
  it('returns what JSON.parse does', () => {
    const json = '{"a":[1,{"b":null}],"c":"d","e":true}';
    expect(parseFrozen(json)).toEqual(JSON.parse(json));
    expect(parseFrozen('null')).toBeNull();
  });

  it('lets nobody change it, at any depth', () => {
    const value = parseFrozen<{ list: { inner: { name: string } }[] }>('{"list":[{"inner":{"name":"x"}}]}');
    expect(() => Object.assign(value, { list: [] })).toThrow(TypeError);
    expect(() => value.list.push({ inner: { name: 'y' } })).toThrow(TypeError);
    expect(() => Object.assign(value.list[0]?.inner ?? {}, { name: 'y' })).toThrow(TypeError);
  });
});
