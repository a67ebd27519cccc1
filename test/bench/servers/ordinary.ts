/** This product as `src/main.ts` starts it, but with its read compiler off: field resolvers and loaders. */
import 'reflect-metadata';
import { readConfig } from '../../../src/config';
import { Started } from '../../../src/life-cycle';
import { serve } from '../../../src/serve';

void serve(readConfig(process.env), null, new Started(), { compiles: false });
