import type { Sensitivity } from '../kernel/sensitivity';
import type { Tx } from '../kernel/unit-of-work';
import type { PlanRow } from './plan-columns';

/** What files tell of a control itself, whatever plan it is in. */
export type ControlValues = Pick<
  PlanRow,
  'control' | 'purpose' | 'scope' | 'frequency' | 'controlOwner' | 'performer'
>;

/** A control of the register, as files tell it. */
export interface CurrentControl extends ControlValues {
  readonly id: string;
  /** What an import called it; null when none did. */
  readonly key: string | null;
  /** Null for one that the boards share. */
  readonly boardId: string | null;
  readonly version: number;
  readonly sensitivity: Sensitivity;
  readonly endedOn: string | null;
}

/** The controls `$2`, those that an import called `$3`, and all that boards `$4` can use. */
const CURRENT_CONTROLS = `
  SELECT control.id, named.key, control.board_id AS "boardId", control.version, control.sensitivity,
    control.ended_on::text AS "endedOn", control.title AS control, control.purpose, control.scope,
    control.frequency, control.owner_role AS "controlOwner", control.performer_role AS performer
  FROM control
  LEFT JOIN board ON board.municipality_id = control.municipality_id AND board.id = control.board_id
  LEFT JOIN external_key named ON named.municipality_id = control.municipality_id
    AND named.record_id = control.id
  WHERE control.municipality_id = $1 AND (control.id = ANY ($2::uuid[])
    OR named.key = ANY ($3::text[]) OR control.board_id IS NULL OR board.code = ANY ($4::text[]))`;

/** Which controls a file may mean. */
export interface WantedControls {
  readonly ids: readonly string[];
  readonly keys: readonly string[];
  /** Codes of boards. */
  readonly boards: readonly string[];
}

/** Controls as the register has them now, in one query. */
export function currentControls(
  { manager, scope }: Tx,
  { ids, keys, boards }: WantedControls,
): Promise<CurrentControl[]> {
  return manager.query(CURRENT_CONTROLS, [scope.municipalityId, ids, keys, boards]);
}
