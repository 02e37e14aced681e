import type { Schema } from './python-client.ts';
import { isWord, oneLine, pascal } from './python-words.ts';

/** How the classes of whole responses end. Each method has its own. */
export const ANSWER = 'Answer';

/** Collects the classes of the objects in schemas. Equal objects inside of others share a class. */
export const pythonTypes = () => {
  const classes = new Map<string, { name: string; text: string }>();

  /** Returns the Python type of a schema; `name` is that of its class if it needs one. */
  const typeOf = (schema: Schema, name: string): string => {
    if (schema.anyOf) return union(schema.anyOf, name);
    if (schema.const !== undefined) return literal([schema.const]);
    if (schema.enum) return literal(schema.enum);
    switch (schema.type) {
      case 'string':
        return 'str';
      case 'integer':
        return 'int';
      case 'number':
        return 'float';
      case 'boolean':
        return 'bool';
      case 'null':
        return 'None';
      case 'array':
        return `List[${typeOf(schema.items ?? {}, singular(name))}]`;
      case 'object':
        return objectType(schema, name);
      default:
        return 'Any';
    }
  };

  const union = (schemas: readonly Schema[], name: string): string => {
    if (schemas.every((each) => each.const !== undefined))
      return literal(schemas.flatMap((each) => each.const ?? []));
    const types = schemas.map((each, index) => typeOf(each, `${name}${index === 0 ? '' : index + 1}`));
    return [...new Set(types)].join(' | ');
  };

  const objectType = (schema: Schema, name: string): string => {
    const { properties = {}, required = [], patternProperties, additionalProperties } = schema;
    if (Object.keys(properties).length === 0) {
      const [value = typeof additionalProperties === 'object' ? additionalProperties : undefined] =
        Object.values(patternProperties ?? {});
      return `dict[str, ${value ? typeOf(value, `${name}Value`) : 'Any'}]`;
    }
    const key = JSON.stringify({ properties, required });
    const known = classes.get(key);
    if (known && !name.endsWith(ANSWER)) return known.name;
    const members = Object.entries(properties).map(([member, each]) => {
      const type = typeOf(each, name + pascal(member));
      return {
        member,
        type: required.includes(member) ? type : `NotRequired[${type}]`,
        description: each.description,
      };
    });
    classes.set(known ? `${key} ${name}` : key, { name, text: classText(name, members, schema.description) });
    return name;
  };

  return { typeOf, text: () => [...classes.values()].map(({ text }) => text).join('\n\n') };
};

const literal = (values: readonly (string | number | boolean)[]): string =>
  `Literal[${values.map((value) => (typeof value === 'boolean' ? (value ? 'True' : 'False') : JSON.stringify(value))).join(', ')}]`;

const singular = (name: string): string =>
  name.endsWith('ies') ? `${name.slice(0, -3)}y` : name.replace(/s$/, '');

interface Member {
  member: string;
  type: string;
  description: string | undefined;
}

/** Members whose names are no words of Python need the functional syntax. */
const classText = (name: string, members: readonly Member[], description = ''): string => {
  const doc = description === '' ? '' : `    """${oneLine(description)}"""\n\n`;
  if (members.some(({ member }) => !isWord(member))) {
    const lines = members.map(({ member, type }) => `        ${JSON.stringify(member)}: ${type},`);
    return `${name} = TypedDict(\n    "${name}",\n    {\n${lines.join('\n')}\n    },\n)\n`;
  }
  const lines = members.flatMap(({ member, type, description: said }) => [
    ...(said === undefined ? [] : [`    # ${oneLine(said)}`]),
    `    ${member}: ${type}`,
  ]);
  return `class ${name}(TypedDict):\n${doc}${lines.join('\n')}\n`;
};
