export { writeDemoFile } from './demo-file';
export { exampleOperation } from './example-operation';
export { greetingOf } from './greeting';
export { type Demo, openDemo } from './open-demo';
export { playgroundFor } from './playground';
