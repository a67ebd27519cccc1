import type { HttpRequest, Reply } from '../http';
import { refusalOf } from '../http';
import type { RequestContext } from '../kernel/request-context';

/** What turns a request into an answer, in the name of whoever sent it. */
export type AnswerCaller = (
  request: HttpRequest,
  answer: (context: RequestContext) => Promise<Reply>,
) => Promise<Reply>;

/** Answers anew when the caller turned out to be another one, or nobody, while the answer was made. */
export function asCaller(
  createContext: (request: HttpRequest) => Promise<RequestContext>,
): AnswerCaller {
  return async (request, answer) => {
    for (;;) {
      const context = await createContext(request);
      try {
        const [answered] = await Promise.allSettled([answer(context)]);
        if (!(await context.unitOfWork.mayAnswer())) continue;
        if (answered.status === 'fulfilled') return answered.value;
        throw answered.reason;
      } catch (error) {
        throw refusalOf(error);
      }
    }
  };
}
