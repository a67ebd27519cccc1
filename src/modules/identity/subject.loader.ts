import { rowsByParent } from '../../kernel/loaders';
import { SubjectGrantEntity } from './subject.entity';

/** The roles that each subject holds. */
export const grantsBySubject = rowsByParent(SubjectGrantEntity, 'subjectId', {
  role: 'ASC',
  boardId: 'ASC',
});
