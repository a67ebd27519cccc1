import type { RequestContext } from '../../kernel/request-context';
import type { Secrecy } from '../../kernel/sensitivity';
import type { QuestionEntity, StatedControlEntity } from './question.entity';
import { questionById } from './question.loader';

/** Who may read the texts of a question and of its answer. */
export function secrecyOfQuestion({
  id,
  sensitivity,
  boardId,
}: Pick<QuestionEntity, 'id' | 'sensitivity' | 'boardId'>): Secrecy {
  return { type: 'Question', id, sensitivity, boardId };
}

/** Whoever may read the question, reads the controls that are stated about it. */
export async function secrecyOfStatedControl(
  { questionId }: Pick<StatedControlEntity, 'questionId'>,
  { loaders }: RequestContext,
): Promise<Secrecy> {
  const question = await loaders.load(questionById, questionId);
  if (!question) throw new Error(`The question ${questionId} states a control but is not there`);
  return secrecyOfQuestion(question);
}
