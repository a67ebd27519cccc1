import { migrateTables } from './migrate-tables';

void migrateTables(process.env).then((exitCode) => {
  process.exitCode = exitCode;
});
