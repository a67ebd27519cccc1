import { rowById, rowsByParent } from '../../kernel/loaders';
import { SubjectEntity, SubjectGrantEntity } from './subject.entity';

/** Subjects by id. */
export const subjectById = rowById(SubjectEntity);

/** The roles that each subject holds. */
export const grantsBySubject = rowsByParent(SubjectGrantEntity, 'subjectId', {
  role: 'ASC',
  boardId: 'ASC',
});
