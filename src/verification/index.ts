export { type Checkpoint, CheckpointRefused, openCheckpoint } from './checkpoint';
export {
  type BrokenChain,
  type BrokenRecord,
  type ChainFault,
  faultMeanings,
  type RecordFault,
} from './fault';
export { type TakenCheckpoint, takeCheckpoint } from './take-checkpoint';
export { TrailUnreadable } from './trail';
export {
  type VerificationReport,
  type VerifiedChain,
  verifyAuditTrail,
} from './verify-audit-trail';
