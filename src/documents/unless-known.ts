import { createHash } from 'node:crypto';
import { type HttpRequest, isKnownAnswer, type Reply } from '../http';

/**
 * Answers that nothing has changed (304) to whoever has it already, and otherwise with what it is now.
 *
 * @param content all that the answer is made from; another one has another ETag.
 */
export async function unlessKnown(
  request: HttpRequest,
  content: unknown,
  answer: () => Promise<Omit<Reply, 'status'>> | Omit<Reply, 'status'>,
): Promise<Reply> {
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('base64url');
  const headers = {
    etag: `"${hash}"`,
    'cache-control': 'private, no-cache',
    vary: 'Authorization, Cookie',
  };
  if (isKnownAnswer(request, headers.etag)) return { status: 304, headers };
  const reply = await answer();
  return { ...reply, status: 200, headers: { ...headers, ...reply.headers } };
}
