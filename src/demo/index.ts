export { writeDemoFile } from './demo-file';
export { exampleOperation } from './example-operation';
export { greetingOf } from './greeting';
export { createDemoIssuer, DEMO_ISSUER, type DemoIssuer } from './issuer';
export { openOwnDatabase } from './open-own-database';
export { nameOf, personGroups } from './person-groups';
export { type DemoPerson, demoPersons } from './persons';
