export { type DeviationsData, type DeviationsOfBody, deviationsFigure } from './deviations';
export type { Figure, FigureName, FigureSubject } from './figure';
export type { LightFigures, LightScheme, SchemeLights } from './light-figures';
export type { LightsOfBody } from './light-groups';
export { type LightsData, lightsFigure } from './lights';
export type { MatrixAxis, MatrixCell, MatrixLevel, MatrixScheme } from './matrix';
export { type RiskMatrixData, riskMatrixFigure } from './risk-matrix';
export { type TrendData, trendFigure } from './trend';
export type { TrendFigures, TrendYear } from './trend-columns';
