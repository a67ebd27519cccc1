import type { RequestContext } from '../../kernel/request-context';
import type { CommonControlBoardContent } from './common-control-standing.repository';
import { isMissing } from './domain/common-control-state';
import { type Figures, figuresOf } from './domain/figures';
import { boardsByCommonControl } from './follow-up.loader';

/** What follow-up knows a common control by. */
interface Common {
  readonly id: string;
}

/** Every body that a common control concerns, or whose plan has it, by name. */
export function boardsOfCommonControl(
  { loaders }: RequestContext,
  { id }: Common,
): Promise<CommonControlBoardContent[]> {
  return loaders.loadList(boardsByCommonControl, id);
}

/** How far a common control has come in all plans in force. */
export async function figuresOfCommonControl(
  request: RequestContext,
  common: Common,
): Promise<Figures> {
  const boards = await boardsOfCommonControl(request, common);
  const inForce = boards.filter(({ state }) => !isMissing(state));
  return figuresOf(inForce.flatMap(({ standing }) => standing ?? []));
}

/** The ids of the bodies that a common control concerns and whose plan in force lacks it. */
export async function boardsWithoutCommonControl(
  request: RequestContext,
  common: Common,
): Promise<string[]> {
  const boards = await boardsOfCommonControl(request, common);
  return boards.filter(({ state }) => isMissing(state)).map(({ boardId }) => boardId);
}

/** What came of a common control at one body, in figures. */
export function figuresOfBoard({ standing }: Pick<CommonControlBoardContent, 'standing'>): Figures {
  return figuresOf(standing ? [standing] : []);
}
