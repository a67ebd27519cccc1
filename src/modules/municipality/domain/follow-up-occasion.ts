import { enumeration } from '../../../kernel/enumeration';

/** When a board follows up during its year; a municipality uses some of them (delårs-, årsbokslut, tertial). */
export const FollowUpOccasion = enumeration(
  'INTERIM',
  'YEAR_END',
  'HALF_YEAR',
  'TERTIAL_1',
  'TERTIAL_2',
  'TERTIAL_3',
  'IMMEDIATE',
);
export type FollowUpOccasion = keyof typeof FollowUpOccasion;
