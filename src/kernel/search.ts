/**
 * A condition that a text has what `:search` asks for: Swedish words in any form, as in a search
 * engine, or the very letters anywhere, since Swedish hides words in compounds (`upphandling` in
 * `direktupphandlingar`). No character is a wildcard.
 *
 * @param text SQL of ours that gives the text, never null.
 */
export function searchCondition(text: string): string {
  return `(to_tsvector('swedish', ${text}) @@ websearch_to_tsquery('swedish', :search)
    OR strpos(lower(${text}), lower(:search)) > 0)`;
}
