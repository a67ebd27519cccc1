import { comparedDeviations, comparedLights, comparedYears } from './compared-figures';
import type { FigureName } from './figure';
import type { FigureSource } from './figure-source';
import { registerMatrix } from './register-matrix';

/** Where every picture comes from. */
export const figureSources: Readonly<Record<FigureName, FigureSource>> = {
  'risk-matrix': registerMatrix,
  lights: comparedLights,
  trend: comparedYears,
  deviations: comparedDeviations,
};
