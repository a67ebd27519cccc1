import 'reflect-metadata';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { buildApiSchema, printApiSchema } from '../schema';

const path = 'schema/schema.graphql';

async function run(): Promise<void> {
  const text = printApiSchema(await buildApiSchema());
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  console.log(`Wrote ${path}`);
}

void run();
