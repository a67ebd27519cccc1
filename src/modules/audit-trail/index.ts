export { AuditEventEntity } from './audit-event.entity';
export { AuditEventResolver, SecurityEventResolver } from './audit-trail.resolver';
export { SecurityEventKind } from './domain/security-event-kind';
export { lastChange } from './last-change';
export { SecurityEventEntity } from './security-event.entity';
export { type HappenedSecurityEvent, recordSecurityEvent } from './security-event.repository';
