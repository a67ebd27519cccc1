export { ActionEntity } from './action.entity';
export { actionById } from './action.loader';
export { ActionRepository } from './action.repository';
export { ActionResolver } from './action.resolver';
export { secrecyOfAction } from './action.secrecy';
export { Action, ActionDefinition } from './action.type';
export { actionWording } from './action-definition.sql';
