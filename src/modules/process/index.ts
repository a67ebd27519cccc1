export { ProcessEntity } from './process.entity';
export { processById } from './process.loader';
export { ProcessRepository } from './process.repository';
export { ProcessResolver } from './process.resolver';
export { Process } from './process.type';
