export { type GraphqlOptions, graphqlRoutes } from './graphql';
export {
  connectionLimits,
  type HttpServerOptions,
  type RunningHttpServer,
  startHttpServer,
} from './http-server';
export { isKnownAnswer } from './known-answer';
export { isPageVisit, type PlaygroundOptions } from './playground';
export type { PlaygroundStart } from './playground-page';
export { playgroundIcon as mark } from './playground-parts';
export { type RefusalFields, refusalOf, refusalWith } from './refusal-of';
export type { LogFault } from './request-listener';
export { RequestRefused } from './request-refused';
export type { HttpRequest, RefusalReply, Reply, Route } from './route';
