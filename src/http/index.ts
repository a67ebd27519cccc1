export { type GraphqlOptions, graphqlRoutes } from './graphql';
export {
  connectionLimits,
  type HttpServerOptions,
  type RunningHttpServer,
  startHttpServer,
} from './http-server';
export type { PlaygroundOptions } from './playground-page';
export type { LogFault } from './request-listener';
export { RequestRefused } from './request-refused';
export type { HttpRequest, RefusalReply, Reply, Route } from './route';
