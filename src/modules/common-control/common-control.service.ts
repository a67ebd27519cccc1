import { authorise } from '../../kernel/authorisation';
import { readInput } from '../../kernel/input';
import type { RequestContext } from '../../kernel/request-context';
import { type CommonControlContent, CommonControlRepository } from './common-control.repository';

/** A common control of the municipality; null when there is none with the id. */
export function findCommonControl(
  request: RequestContext,
  id: string,
): Promise<CommonControlContent | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read(async (tx) => {
    const commons = new CommonControlRepository(tx);
    const [common] = (await commons.find(id)) ? await commons.byIds([id]) : [];
    return common ?? null;
  });
}

/**
 * The common controls of a year, in order, also those that were withdrawn.
 *
 * @throws DomainError BAD_USER_INPUT when it is no year that a record can be about.
 */
export function listCommonControls(
  request: RequestContext,
  rawYear: number,
): Promise<CommonControlContent[]> {
  authorise(request.actor, 'register:read', null);
  const year = readInput((input) => input.year('year', rawYear));
  return request.unitOfWork.read((tx) => new CommonControlRepository(tx).ofYear(year));
}
