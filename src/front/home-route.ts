import type { Route } from '../http';

/** `/` leads to where there is something to see. */
export const homeRoute: Route = {
  methods: ['GET'],
  path: '/',
  handle: () => ({ status: 303, headers: { location: '/graphql' } }),
};
