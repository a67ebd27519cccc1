import type { Mark } from '../documents/report';

/** The axes of a matrix, and its bands, the least serious first. */
export interface MatrixScheme {
  readonly likelihood: MatrixAxis;
  readonly consequence: MatrixAxis;
  readonly bands: readonly Mark[];
}

/** What an axis is called, and its steps. */
export interface MatrixAxis {
  readonly name: string;
  readonly levels: readonly MatrixLevel[];
}

/** A step of an axis, from 1. */
export interface MatrixLevel {
  readonly level: number;
  readonly word: string;
}

/** A place in the matrix. */
export interface MatrixCell {
  readonly likelihood: number;
  readonly consequence: number;
  /** Null where values are set by hand. */
  readonly value: number | null;
  readonly band: Mark;
  /** The numbers of the risks in it. */
  readonly risks: readonly number[];
}
