/**
 * A condition that a text has what somebody searches for: Swedish words in any form, as in a search
 * engine, or the very letters anywhere, since Swedish hides words in compounds (`upphandling` in
 * `direktupphandlingar`). No character is a wildcard. Its parameters are `searchParameters`.
 *
 * No index serves it: what is not safe to run on rows of others, as finding words is not, PostgreSQL runs
 * only after row-level security. So it goes through the texts of one municipality, and takes words apart
 * only where the stem of one of them is among the letters: the forms of a Swedish word begin with its stem.
 *
 * @param text SQL of ours that gives the text, never null.
 */
export function searchCondition(text: string): string {
  return `(strpos(lower(${text}), lower(:search)) > 0
    OR (strpos(:searchedWords, '-') > 0 OR EXISTS (
        SELECT FROM unnest(to_tsvector('swedish', :searchedWords)) AS word
        WHERE strpos(lower(${text}), word.lexeme) > 0))
      AND to_tsvector('swedish', ${text}) @@ websearch_to_tsquery('swedish', :searchedWords))`;
}

/** The values of the parameters in `searchCondition`. */
export function searchParameters(search: string): { search: string; searchedWords: string } {
  return { search, searchedWords: search.replace(emptyNot, '') };
}

/** A hyphen with nothing to exclude: PostgreSQL stacks them up, and gives in at 32. */
const emptyNot = /-(?![\p{L}\p{N}"])/gu;
