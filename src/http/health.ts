import type { Reply, Route } from './route';

/**
 * `/healthz`: the process lives. `/readyz`: it can do its work now, as `isReady` says; a check
 * that fails means no.
 */
export function healthRoutes(isReady: () => Promise<boolean>): Route[] {
  return [
    { methods: ['GET'], path: '/healthz', handle: () => statusReply(200, 'alive') },
    {
      methods: ['GET'],
      path: '/readyz',
      handle: async () =>
        (await isReady().catch(() => false))
          ? statusReply(200, 'ready')
          : statusReply(503, 'not ready'),
    },
  ];
}

function statusReply(code: number, status: string): Reply {
  return {
    status: code,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ status }),
  };
}
