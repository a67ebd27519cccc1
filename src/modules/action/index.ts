export { ActionEntity } from './action.entity';
export { actionById } from './action.loader';
export { ActionRepository } from './action.repository';
export { ActionResolver } from './action.resolver';
export { Action, ActionDefinition } from './action.type';
export { actionDefinitionJson } from './action-definition.sql';
