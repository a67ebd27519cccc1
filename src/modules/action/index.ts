export { ActionEntity } from './action.entity';
export { actionById } from './action.loader';
export { ActionRepository } from './action.repository';
export { ActionResolver } from './action.resolver';
export { Action, ActionDefinition } from './action.type';
export { actionWording } from './action-definition.sql';
