export { AuditEventEntity } from './audit-event.entity';
export { SecurityEventKind } from './domain/security-event-kind';
export { SecurityEventEntity } from './security-event.entity';
export { type HappenedSecurityEvent, recordSecurityEvent } from './security-event.repository';
