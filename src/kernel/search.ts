/**
 * A condition that a text has what somebody searches for: Swedish words in any form, as in a search
 * engine, or the very letters anywhere, since Swedish hides words in compounds (`upphandling` in
 * `direktupphandlingar`). No character is a wildcard. Its parameters are `searchParameters`.
 *
 * @param text SQL of ours that gives the text, never null.
 */
export function searchCondition(text: string): string {
  return `(to_tsvector('swedish', ${text}) @@ websearch_to_tsquery('swedish', :searchedWords)
    OR strpos(lower(${text}), lower(:search)) > 0)`;
}

/** The values of the parameters in `searchCondition`. */
export function searchParameters(search: string): { search: string; searchedWords: string } {
  return { search, searchedWords: search.replace(emptyNot, '') };
}

/** A hyphen with nothing to exclude: PostgreSQL stacks them up, and gives in at 32. */
const emptyNot = /-(?![\p{L}\p{N}"])/gu;
