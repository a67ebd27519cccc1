import type { RequestContext } from '../../kernel/request-context';

/**
 * The number of the last change of any record of the municipality; `0` before the first. As long as it is
 * the same, so is everything that is read.
 */
export function lastChange({ unitOfWork }: RequestContext): Promise<string> {
  return unitOfWork.read(async ({ manager, scope }) => {
    const [row] = await manager.query<{ last: string }[]>(
      'SELECT coalesce(max(seq), 0) AS last FROM audit_event WHERE municipality_id = $1',
      [scope.municipalityId],
    );
    return row?.last ?? '0';
  });
}
