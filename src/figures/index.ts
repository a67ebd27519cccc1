export { type DeviationsData, type DeviationsOfBody, deviationsFigure } from './deviations';
export type { Figure, FigureName, FigureSubject } from './figure';
export {
  type LightFigures,
  type LightScheme,
  type LightsData,
  type LightsOfBody,
  lightsFigure,
  type SchemeLights,
} from './lights';
export {
  type MatrixAxis,
  type MatrixCell,
  type MatrixScheme,
  type RiskMatrixData,
  riskMatrixFigure,
} from './risk-matrix';
export { type TrendData, type TrendFigures, type TrendYear, trendFigure } from './trend';
