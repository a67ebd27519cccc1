/**
 * PostGraphile 5 on the same database as the others: the schema it makes of the tables by itself, and a
 * few functions in SQL, which is how its users ask for what is no table.
 */
import { createServer } from 'node:http';

// PostGraphile asks for Node 22. This is all that it lacks on Node 20.
Promise.withResolvers ??= () => {
  let resolve;
  let reject;
  const promise = new Promise((...both) => {
    [resolve, reject] = both;
  });
  return { promise, resolve, reject };
};

const { postgraphile } = await import('postgraphile');
const { PostGraphileAmberPreset } = await import('postgraphile/presets/amber');
const { makePgService } = await import('postgraphile/adaptors/pg');
const { grafserv } = await import('postgraphile/grafserv/node');

const pgService = makePgService({
  connectionString: process.env.DATABASE_URL,
  schemas: ['public'],
  poolConfig: { max: 10 },
  // Row-level security holds for it too.
  pgSettings: ({ node }) => ({
    'app.municipality': node.req.headers['x-municipality'],
    'app.actor': 'bench',
    'app.act': 'RESULT_RECORDED',
  }),
});

const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  // It would leave out relations whose foreign key has no index of exactly its columns.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [pgService],
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
  grafast: { explain: false },
});

const server = createServer();
await instance.createServ(grafserv).addTo(server);
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
