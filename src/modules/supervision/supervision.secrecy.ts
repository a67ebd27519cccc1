import type { Secrecy } from '../../kernel/sensitivity';
import type { SupervisionReportEntity } from './supervision-report.entity';

/** Who may read a report's own words: the roles of the executive board. */
export function secrecyOfSupervision({
  id,
  sensitivity,
  boardId,
}: Pick<SupervisionReportEntity, 'id' | 'sensitivity' | 'boardId'>): Secrecy {
  return { type: 'SupervisionReport', id, sensitivity, boardId };
}
