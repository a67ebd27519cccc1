import 'reflect-metadata';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { buildApiSchema, printApiSchema } from '../schema';
import { withRolesTable } from './roles-table';

const path = 'schema/schema.graphql';
const documentation = 'docs/security.md';

async function run(): Promise<void> {
  const text = printApiSchema(await buildApiSchema());
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  await writeFile(documentation, withRolesTable(await readFile(documentation, 'utf8')));
  console.log(`Wrote ${path} and the roles in ${documentation}`);
}

void run();
