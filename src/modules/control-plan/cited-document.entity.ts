import { Column, Entity, Index, Unique } from 'typeorm';
import { Reference, TenantPart } from '../../kernel/columns';
import { GoverningDocumentEntity } from '../governing-document';
import { ControlPlanEntity } from './control-plan.entity';

/** A row of `plan_governing_document`: the plan cites the document. Frozen with the plan. */
@Entity('plan_governing_document')
@Unique('plan_governing_document_position_key', ['municipalityId', 'planId', 'position'])
@Index('plan_governing_document_document_idx', ['municipalityId', 'documentId'])
export class PlanGoverningDocumentEntity extends TenantPart {
  @Reference(() => ControlPlanEntity, { primary: true })
  planId!: string;

  @Reference(() => GoverningDocumentEntity, { primary: true })
  documentId!: string;

  /** The order in the plan. */
  @Column('integer')
  position!: number;

  /** The document as it was when the plan was proposed; null in a draft. */
  @Column('jsonb', { nullable: true })
  stated!: object | null;
}
