// Asks the hub for its OpenAPI document and turns it into the types that src/lib/api.ts is built on.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const hub = new URL(`../.venv/${process.platform === 'win32' ? 'Scripts' : 'bin'}/sprue-hub`, import.meta.url).pathname;
const asked = spawnSync(hub, ['openapi'], { encoding: 'utf-8' });
if (asked.status !== 0) {
  console.error(`${hub} openapi: ${asked.error?.message ?? asked.stderr}\nRun ./sprue test once to set the hub up. The types were left as they are.`);
  process.exit(1);
}
const document = JSON.parse(asked.stdout);
const types = astToString(await openapiTS(document, { defaultNonNullable: false }));
writeFileSync(new URL('openapi.json', import.meta.url), `${JSON.stringify(document, null, 1)}\n`);
writeFileSync(new URL('src/lib/api.types.ts', import.meta.url), `// Made by \`npm run types\` from openapi.json.\n${types}`);
