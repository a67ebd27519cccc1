import { type FoundSql, ownSecrecy, type ValueSql } from '../../kernel/reading/secrecy';
import { type SecrecySql, strictestOf } from '../../kernel/reading/view';
import type { RequestContext } from '../../kernel/request-context';
import { guardedCopy, type Secrecy, type Sensitivity, stricter } from '../../kernel/sensitivity';
import { actionById, secrecyOfAction } from '../action';
import { boardByItem } from '../control-plan';
import { resultRowById } from './follow-up.loader';

/** Who may read a report's own words. */
export const secrecyOfReport = ownSecrecy('FollowUpReport');

/** A result as a report tells it, or as it is now; one that was taken back stays as it was told. */
interface ToldResult {
  readonly id: string;
  readonly itemId: string;
  readonly sensitivity?: Sensitivity;
  /** Of one that is told as it is now. */
  readonly secrecy?: Secrecy;
}

/** Who may read a result: the roles of the board whose plan it was recorded on. */
export const secrecyOfResult = Object.assign(
  async (
    { id, itemId, sensitivity = 'INTERNAL', secrecy }: ToldResult,
    { loaders }: RequestContext,
  ): Promise<Secrecy> => {
    if (secrecy) return secrecy;
    const [board, result] = await Promise.all([
      loaders.load(boardByItem, itemId),
      loaders.load(resultRowById, id),
    ]);
    const isNow = result?.sensitivity ?? sensitivity;
    const boardId = board?.boardId ?? null;
    return { type: 'ControlResult', id, boardId, sensitivity: stricter(sensitivity, isNow) };
  },
  {
    inSql: (value: ValueSql, found: FoundSql): SecrecySql => ({
      type: 'ControlResult',
      id: value('id'),
      boardId: found(boardByItem, value('itemId'), 'boardId'),
      sensitivity: strictestOf(
        `coalesce(${value('sensitivity')}, 'INTERNAL')`,
        found(resultRowById, value('id'), 'sensitivity'),
      ),
    }),
  },
);

/** Who may read an action as a report tells it: the roles of the board whose action it is. */
export const secrecyOfReportedAction = Object.assign(
  async (
    told: { readonly actionId: string; readonly sensitivity?: Sensitivity },
    { loaders }: RequestContext,
  ): Promise<Secrecy> => {
    const action = await loaders.load(actionById, told.actionId);
    if (!action) throw new Error(`The action ${told.actionId} is reported but not there`);
    return guardedCopy(told, secrecyOfAction(action)).secrecy;
  },
  {
    inSql: (value: ValueSql, found: FoundSql): SecrecySql => ({
      type: 'Action',
      id: value('actionId'),
      boardId: found(actionById, value('actionId'), 'boardId'),
      sensitivity: strictestOf(
        `coalesce(${value('sensitivity')}, 'INTERNAL')`,
        found(actionById, value('actionId'), 'sensitivity'),
      ),
    }),
  },
);
