import type { LinkLoad } from '../loaders';
import type { RequestContext } from '../request-context';
import type { Secrecy, Sensitivity } from '../sensitivity';
import type { SecrecySql } from './view';

/** SQL for a value of a record. */
export type ValueSql = (name: string) => string;

/** SQL for a value of the row that a link finds by a key. */
export type FoundSql = (load: LinkLoad<unknown>, key: string, name: string) => string;

type MaybePromise<Value> = Value | Promise<Value>;

/** Says who may read the texts of a record: to the guard of the resolvers, and to the compiler. */
export interface SecrecyRule<Source> {
  (source: Source, request: RequestContext): MaybePromise<Secrecy>;
  readonly inSql?: (value: ValueSql, found: FoundSql) => SecrecySql;
}

interface Classified {
  readonly id: string;
  readonly sensitivity: Sensitivity;
  readonly boardId: string | null;
}

/** A record whose own values say it. */
export function ownSecrecy(type: string) {
  const rule = ({ id, sensitivity, boardId }: Classified): Secrecy => ({
    type,
    id,
    sensitivity,
    boardId,
  });
  const inSql = (value: ValueSql): SecrecySql => ({
    type,
    id: value('id'),
    sensitivity: value('sensitivity'),
    boardId: value('boardId'),
  });
  return Object.assign(rule, { inSql });
}

/**
 * A record that is read by whoever may read the one that it belongs to.
 *
 * @param type what that one is called in the API; it says of itself who may read it.
 * @param key the property with its id.
 */
export function secrecyOfParent<Key extends string>(
  type: string,
  load: LinkLoad<Classified>,
  key: Key,
) {
  const ofParent = ownSecrecy(type);
  const rule = async (
    source: { readonly [Each in Key]: string },
    { loaders }: RequestContext,
  ): Promise<Secrecy> => {
    const parent = await loaders.load(load, source[key]);
    if (!parent) throw new Error(`The ${type} ${source[key]} has parts but is not there`);
    return ofParent(parent);
  };
  const inSql = (value: ValueSql, found: FoundSql): SecrecySql =>
    ofParent.inSql((name) => found(load, value(key), name));
  return Object.assign(rule, { inSql });
}
