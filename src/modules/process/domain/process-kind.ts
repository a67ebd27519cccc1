import { enumeration } from '../../../kernel/enumeration';

/** What the municipality does (a process), or what it does it with (a system). */
export const ProcessKind = enumeration('PROCESS', 'SYSTEM');
export type ProcessKind = keyof typeof ProcessKind;
