import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { CompositeReference, Reference, TenantPart, TenantRow } from '../../kernel/columns';
import { ActionEntity } from '../action';
import { AuditResponseEntity } from '../audit-recommendation';
import { ControlEntity } from '../control';
import { DecisionEntity } from '../decision';
import { BoardMergerEntity, BoardPredecessorEntity } from '../municipality';
import { RiskEntity } from '../risk';

/** A row of `board_merger_decision`: what was decided on a merger. */
@Entity('board_merger_decision')
@Unique('board_merger_decision_decision_key', ['municipalityId', 'decisionId'])
export class BoardMergerDecisionEntity extends TenantPart {
  @Reference(() => BoardMergerEntity, { primary: true })
  mergerId!: string;

  @Reference(() => DecisionEntity)
  decisionId!: string;
}

/** A row of `board_transfer`: one thing that moved to a successor. Rows are only ever added. */
@Entity('board_transfer')
@Unique('board_transfer_action_key', ['municipalityId', 'actionId', 'mergerId'])
@Unique('board_transfer_control_key', ['municipalityId', 'controlId', 'mergerId'])
@Unique('board_transfer_risk_key', ['municipalityId', 'riskId', 'mergerId'])
@Unique('board_transfer_audit_response_key', ['municipalityId', 'auditResponseId', 'mergerId'])
@Index('board_transfer_moved_at_idx', ['municipalityId', 'movedAt', 'id'])
@Index('board_transfer_taken_over_as_idx', ['municipalityId', 'takenOverAsId'])
@Index('board_transfer_from_board_idx', ['municipalityId', 'fromBoardId'])
@Index('board_transfer_to_board_idx', ['municipalityId', 'toBoardId'])
@CompositeReference('board_transfer_from_board_fkey', () => BoardPredecessorEntity, {
  merger_id: 'mergerId',
  from_board_id: 'boardId',
})
@CompositeReference('board_transfer_to_board_fkey', () => BoardMergerEntity, {
  merger_id: 'id',
  to_board_id: 'successorId',
})
@Check(
  'board_transfer_subject_check',
  'num_nonnulls(action_id, control_id, risk_id, audit_response_id) = 1',
)
@Check(
  'board_transfer_taken_over_check',
  '(audit_response_id IS NULL) = (taken_over_as_id IS NULL)',
)
export class BoardTransferEntity extends TenantRow {
  @Column('uuid')
  mergerId!: string;

  @Column('uuid')
  fromBoardId!: string;

  @Column('uuid')
  toBoardId!: string;

  @Column('timestamptz')
  movedAt!: Date;

  /** Null when something else moved, as with the three that follow. */
  @Reference(() => ActionEntity, { nullable: true })
  actionId!: string | null;

  @Reference(() => ControlEntity, { nullable: true })
  controlId!: string | null;

  @Reference(() => RiskEntity, { nullable: true })
  riskId!: string | null;

  /** The predecessor's response, which stays its own. */
  @Reference(() => AuditResponseEntity, { nullable: true })
  auditResponseId!: string | null;

  /** The successor's response, which goes on from there. */
  @Reference(() => AuditResponseEntity, { nullable: true })
  takenOverAsId!: string | null;
}
