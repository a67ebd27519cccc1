export { type Example, examples } from './examples';
export { readStartingPoint, type StartingPoint, unknownStartingPoint } from './starting-point';
