// Runs operations on the built service, each at a moment of its own, and prints what they answered as
// JSON. Told by one parameter, as JSON: the URL of the database, the municipality, and the operations. A
// variable such as `@2.createProcess.process.id` is what the third operation answered there.
import { createRequire } from 'node:module';

const require = createRequire(`${process.cwd()}/`);
require('reflect-metadata');
const { DataSource } = require('typeorm');
const { dataSourceOptions } = require('./dist/ormconfig');
const { createClock } = require('./dist/src/kernel/clock');
const { createRequestContext } = require('./dist/src/kernel/request-context');
const { createServer } = require('./dist/src/server');

const { url, municipalityId, roles, operations } = JSON.parse(process.argv[2]);
const actor = {
  subject: 'traveller',
  municipalityId,
  grants: roles.map((role) => ({ role, boardId: null })),
};
const dataSource = await new DataSource(dataSourceOptions(url)).initialize();
const server = await createServer();
const answers = [];
const answered = (value) =>
  typeof value === 'string' && value.startsWith('@')
    ? value
        .slice(1)
        .split('.')
        .reduce((from, step) => from[step], answers)
    : value;

for (const { at, query, variables = {} } of operations) {
  const known = Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, answered(value)]),
  );
  const contextValue = createRequestContext(
    dataSource,
    actor,
    createClock(() => new Date(at)),
  );
  const { body } = await server.executeOperation({ query, variables: known }, { contextValue });
  const { data, errors } = body.singleResult;
  // A compiled query is answered by the text of its data.
  const told = data?.text ? JSON.parse(data.text) : data;
  answers.push(errors ? { errors: errors.map(({ message }) => message) } : told);
}
const [{ TimeZone: session }] = await dataSource.query('SHOW TimeZone');
await dataSource.destroy();
const hour = new Date('2026-01-01T00:00:00Z').getHours();
process.stdout.write(JSON.stringify({ hour, session, answers }));
