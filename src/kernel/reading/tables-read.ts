/** Functions that read no table, or only tables that `TABLES_OF` names. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['json_build_object', 'jsonb_build_object', 'json_agg', 'jsonb_agg', 'array_agg', 'bool_or'],
  ...['jsonb_typeof', 'jsonb_array_elements', 'to_json', 'to_jsonb', 'to_char', 'row_number'],
  ...[
    'coalesce',
    'nullif',
    'greatest',
    'count',
    'sum',
    'min',
    'max',
    'lower',
    'strpos',
    'concat_ws',
    'upper',
    'replace',
    'encode',
    'convert_to',
    'string_agg',
    'regexp_replace',
    'regexp_split_to_table',
  ],
  ...[
    'make_date',
    'to_tsvector',
    'websearch_to_tsquery',
    'cardinality',
    'extract',
    'any',
    'exists',
  ],
  ...['begin_reading', 'unanswerable', 'read_secret', 'secret_reads', 'page_cursor', 'board_named'],
  ...['sensitivity_rank', 'array', 'in', 'filter', 'over', 'reading', 'element', 'lateral', 'from'],
  ...[
    'and',
    'or',
    'not',
    'when',
    'then',
    'else',
    'where',
    'select',
    'join',
    'as',
    'on',
    'by',
    'with',
  ],
  ...[
    'case',
    'asked',
    'distinct',
    'values',
    'limit',
    'having',
    'order',
    'group',
    'union',
    'all',
    'is',
  ],
]);

/** The tables that a function reads. */
const TABLES_OF: Readonly<Record<string, string>> = { board_named: 'board' };

/**
 * The tables that a statement of ours reads, and perhaps names that are none; null when it calls a function
 * that may read others.
 */
export function tablesRead(statement: string): readonly string[] | null {
  const called = [...statement.matchAll(/\b([a-z_]+)\s*\(/gi)].map(([, name = '']) =>
    name.toLowerCase(),
  );
  if (!called.every((name) => HARMLESS.has(name))) return null;
  const named = [...statement.matchAll(/\b(?:FROM|JOIN)\s+([a-z_]+)\b/g)].map(
    ([, name = '']) => name,
  );
  return [...new Set([...named, ...called.flatMap((name) => TABLES_OF[name] ?? [])])];
}
