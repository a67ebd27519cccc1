import type { Ask } from '../documents/ask';
import type { Language } from '../documents/report';
import type { BodyAsked } from '../documents/sources/body-asked';
import type { Figure } from './figure';

/** Which picture somebody asks for. */
export interface FigureRequest {
  readonly year: number;
  readonly body: BodyAsked;
  readonly language: Language;
  /** In Sweden, as `YYYY-MM-DD`. */
  readonly today: string;
}

/** Reads what a picture shows, and draws it. */
export type FigureSource = (ask: Ask, request: FigureRequest) => Promise<Figure>;

/** The words of a mark, as the API asks for them. */
export const MARK = 'symbol word colour';
