export { ExternalKeyEntity } from './external-key.entity';
export { ExternalKeyRepository } from './external-key.repository';
