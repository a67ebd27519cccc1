import { ownSecrecy, secrecyOfParent } from '../../kernel/reading/secrecy';
import { questionById } from './question.loader';

/** Who may read the texts of a question and of its answer. */
export const secrecyOfQuestion = ownSecrecy('Question');

/** Whoever may read the question, reads the controls that are stated about it. */
export const secrecyOfStatedControl = secrecyOfParent('Question', questionById, 'questionId');
