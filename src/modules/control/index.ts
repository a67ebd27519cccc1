export { ControlActionEntity, ControlEntity, ControlRiskEntity } from './control.entity';
