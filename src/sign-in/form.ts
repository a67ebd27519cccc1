import { type HttpRequest, RequestRefused } from '../http';

/** The longest form that is read, in bytes; ours hold two short fields. */
const MAXIMUM_FORM_BYTES = 8 * 1024;

/**
 * The fields of a form that a page has sent.
 *
 * @throws RequestRefused 415 for another content type, 413 when it is too long.
 */
export async function readForm(request: HttpRequest): Promise<URLSearchParams> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) throw noForm;
  return new URLSearchParams((await request.readBody(MAXIMUM_FORM_BYTES)).toString());
}

const noForm = new RequestRefused(415, 'BAD_REQUEST', {
  sv: 'Det här är inget formulär.',
  en: 'This is not a form.',
});
