export { type Ask, createAsk } from './ask';
export { formats } from './formats';
export { typesetter } from './pdf';
export { release } from './release';
export type { Language } from './report';
export { type AsReader, reportRoutes } from './report-routes';
export { sources } from './sources';
