export { CommonControlEntity } from './common-control.entity';
export { commonControlById } from './common-control.loader';
export { type CommonControlContent, CommonControlRepository } from './common-control.repository';
export { CommonControlResolver } from './common-control.resolver';
export { CommonControl } from './common-control.type';
export {
  ControlCommonControlsResolver,
  DecisionCommonControlsResolver,
} from './register-fields.resolver';
