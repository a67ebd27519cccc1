export { BoardMergersResolver } from './board-fields.resolver';
export { BoardMergerDecisionEntity, BoardTransferEntity } from './board-merger.entity';
export { BoardMergerRepository } from './board-merger.repository';
export { BoardMergerResolver } from './board-merger.resolver';
export { BoardTransferResolver } from './board-transfer.resolver';
export {
  ActionTransfersResolver,
  AuditResponseTransfersResolver,
  ControlTransfersResolver,
  DecisionBoardMergerResolver,
  RiskTransfersResolver,
} from './register-fields.resolver';
