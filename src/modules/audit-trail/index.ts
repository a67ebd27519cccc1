export { AuditEventEntity } from './audit-event.entity';
export { SecurityEventKind } from './domain/security-event-kind';
export { SecurityEventEntity } from './security-event.entity';
export { recordSecurityEvent } from './security-event.service';
