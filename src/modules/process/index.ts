export { ProcessEntity } from './process.entity';
export { processById } from './process.loader';
export { ProcessResolver } from './process.resolver';
export { Process } from './process.type';
