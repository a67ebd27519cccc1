export { ActionControlsResolver } from './action-fields.resolver';
export { ControlActionEntity, ControlEntity, ControlRiskEntity } from './control.entity';
export { controlById, controlsByRisk } from './control.loader';
export { ControlRepository } from './control.repository';
export { ControlResolver } from './control.resolver';
export { secrecyOfControl } from './control.secrecy';
export { Control, ControlDefinition } from './control.type';
export { controlDefinitionJson } from './control-definition.sql';
export { RiskControlsResolver } from './risk-fields.resolver';
