import Type from 'typebox';
import { expect, test } from 'vitest';
import type { Action } from '../../../src/kit/action/action.ts';
import { matchPath } from '../../../src/kit/action/match.ts';

const actionAt = (name: string, method: Action<object>['method'], path: string): [string, Action<object>] => [
  name,
  {
    name,
    method,
    path,
    summary: '',
    takes: Type.Object({}),
    answers: Type.Object({}),
    handle: async () => ({}),
  },
];

const actions = new Map([
  actionAt('orders.list', 'GET', '/orders'),
  actionAt('orders.add', 'POST', '/orders'),
  actionAt('orders.get', 'GET', '/orders/{id}'),
  actionAt('orders.latest', 'GET', '/orders/latest'),
  actionAt('lines.get', 'GET', '/orders/{id}/lines/{number}'),
]);

test.each<[string, Record<string, Record<string, string>>]>([
  ['/orders', { 'orders.list': {}, 'orders.add': {} }],
  ['/orders/7', { 'orders.get': { id: '7' } }],
  ['/orders/latest', { 'orders.latest': {} }],
  ['/orders/a%2Fb%20%C3%A9', { 'orders.get': { id: 'a/b é' } }],
  ['/orders/7/lines/2', { 'lines.get': { id: '7', number: '2' } }],
  ['/orders/latest/lines/2', { 'lines.get': { id: 'latest', number: '2' } }],
  ['/orders/', {}],
  ['/orders/%zz', {}],
  ['/orders/7/lines', {}],
  ['/orders/7/lines/', {}],
  ['/Orders', {}],
  ['orders', {}],
])('%s leads to the actions and parameters %j', (path, expected) => {
  const found = matchPath(actions, path).map(({ action, parameters }) => [action.name, parameters]);
  expect(Object.fromEntries(found)).toEqual(expected);
});
