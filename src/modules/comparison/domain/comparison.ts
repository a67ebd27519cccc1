import { type Figures, figuresOf, type ItemStanding } from '../../follow-up/domain/figures';

/** An item of a plan in force, with what comparisons group it by. */
export interface ComparedItem extends ItemStanding {
  readonly planId: string;
  /** The category of its risk as the board adopted it; null when it has none. */
  readonly category: string | null;
  /** What the item was worth when the plan was proposed; null when it was never scored. */
  readonly score: ComparedScore | null;
}

/** What an item was worth, under one scheme. */
export interface ComparedScore {
  readonly schemeId: string;
  /** Null when unknown, which is not zero. */
  readonly value: number | null;
  readonly bandCode: string | null;
}

/** The items of one category. */
export interface CategoryFigures {
  /** Null for items without a category. */
  readonly name: string | null;
  readonly figures: Figures;
}

/** What items were worth under one scheme. Values of different schemes are never added up. */
export interface SchemeValues {
  readonly schemeId: string;
  readonly items: number;
  /** Items whose value is unknown. */
  readonly unknown: number;
  /** The mean of the known values; null when none is known. */
  readonly mean: number | null;
  readonly highest: number | null;
  /** By code; a band that nothing is in is left out. */
  readonly bands: readonly { readonly code: string; readonly count: number }[];
}

/** Some items in every figure that comparisons tell. */
export interface ComparedItems {
  readonly figures: Figures;
  readonly categories: readonly CategoryFigures[];
  readonly values: readonly SchemeValues[];
}

/** Sums up items of one plan, or of several. */
export function comparedItems(items: readonly ComparedItem[]): ComparedItems {
  return { figures: figuresOf(items), categories: categoriesOf(items), values: valuesOf(items) };
}

const swedish = new Intl.Collator('sv');

function categoriesOf(items: readonly ComparedItem[]): CategoryFigures[] {
  const names = different(items.map(({ category }) => category)).sort((one, other) =>
    one === null || other === null
      ? Number(one === null) - Number(other === null)
      : swedish.compare(one, other),
  );
  return names.map((name) => ({
    name,
    figures: figuresOf(items.filter(({ category }) => category === name)),
  }));
}

function valuesOf(items: readonly ComparedItem[]): SchemeValues[] {
  const scores = items.flatMap(({ score }) => score ?? []);
  return different(scores.map(({ schemeId }) => schemeId)).map((schemeId) => {
    const all = scores.filter((score) => score.schemeId === schemeId);
    const known = all.flatMap(({ value }) => value ?? []);
    const codes = all.flatMap(({ bandCode }) => bandCode ?? []);
    return {
      schemeId,
      items: all.length,
      unknown: all.length - known.length,
      mean: known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length,
      highest: known.length === 0 ? null : Math.max(...known),
      bands: different(codes).map((code) => ({
        code,
        count: codes.filter((each) => each === code).length,
      })),
    };
  });
}

const different = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];

/** A year as trends see it: the schemes that its lights and values belong to. */
export interface YearOfSchemes {
  readonly year: number;
  readonly schemeIds: readonly string[];
}

/**
 * The schemes that only a year or only the latest year before it with any has: what lights and values of
 * the two must not be compared across. Empty when both are under the same, and for the first year.
 *
 * @param before the years before, the first one first.
 */
export function schemesThatDiffer(before: readonly YearOfSchemes[], now: YearOfSchemes): string[] {
  const last = before.findLast(({ schemeIds }) => schemeIds.length > 0);
  if (!last || now.schemeIds.length === 0) return [];
  return different([...last.schemeIds, ...now.schemeIds]).filter(
    (id) => !(last.schemeIds.includes(id) && now.schemeIds.includes(id)),
  );
}
