export { ActionEntity } from './action.entity';
export { actionById } from './action.loader';
export { ActionRepository } from './action.repository';
export { ActionResolver } from './action.resolver';
export { secrecyOfAction } from './action.secrecy';
export { addAction, type RaiseAction, readNewAction } from './action.service';
export { Action, ActionDefinition, RaiseActionInput } from './action.type';
export { actionWording } from './action-definition.sql';
export { actionStateOn } from './action-state.sql';
