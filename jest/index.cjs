// What tests import from `cosell/jest`. Plain CommonJS, because Jest's sandbox loads nothing else without a transformer.
// The server itself runs outside of the sandbox: src/testing/jest-environment.ts.
const { PartnerCentralSelling } = require('@aws-sdk/client-partnercentral-selling');

const fixtures = globalThis[Symbol.for('cosell.jest')];
if (fixtures === undefined) {
  throw new Error(
    "cosell/jest needs its environment: set testEnvironment: 'cosell/jest-environment' in Jest's configuration, or begin the " +
      'file with /** @jest-environment cosell/jest-environment */.',
  );
}

/** A value of the sandbox: toStrictEqual and instanceof compare with its classes. */
const inside = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

const errorInside = ({ name, message, stack, ...more }) =>
  Object.assign(new Error(message), { name, stack }, inside(more));

/** The same methods; what they return and throw is made of objects of the sandbox. */
const wrapped = (methods, owner) =>
  new Proxy(typeof methods === 'function' ? () => {} : {}, {
    get: (_, name) => {
      const member = methods[name];
      return typeof member === 'object' || typeof member === 'function' ? wrapped(member, methods) : member;
    },
    apply: (_target, _this, input) => {
      const settle = (error) => {
        throw errorInside(error);
      };
      try {
        const outcome = methods.apply(owner, input);
        return typeof outcome?.then === 'function' ? outcome.then(inside, settle) : inside(outcome);
      } catch (error) {
        return settle(error);
      }
    },
  });

exports.cosell = wrapped(fixtures.cosell);
exports.account = fixtures.account;
exports.partnerCentral = new PartnerCentralSelling(exports.cosell.clientConfig(fixtures.account));
