/** The service will not work with this database; the message says why and what to do about it. */
export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused';
}
