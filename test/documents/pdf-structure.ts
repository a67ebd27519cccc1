import { isDictionary, type PdfValue, Reference, readObjects } from './pdf-objects';

/** What a PDF tells those who do not look at it, and those who keep it. */
export interface PdfStructure {
  readonly pages: number;
  readonly language: string | undefined;
  readonly title: string | undefined;
  /** True when a window shows the title and not the name of the file. */
  readonly displaysTitle: boolean;
  readonly isMarked: boolean;
  /** As its metadata claims, such as `PDF/UA-1`. */
  readonly standards: readonly string[];
  readonly createdOn: string | undefined;
  /** Every element in its order. */
  readonly tags: readonly string[];
  readonly tables: readonly TableStructure[];
  /** The alternative text of each figure. */
  readonly alternatives: readonly (string | undefined)[];
  readonly fonts: readonly { readonly name: string; readonly isEmbedded: boolean }[];
}

/** A table as those hear it who listen. */
export interface TableStructure {
  /** What each header cell is the header of. */
  readonly scopes: readonly (string | undefined)[];
  /** How many cells each row of the body has. */
  readonly rows: readonly number[];
  readonly hasCaption: boolean;
}

interface Element {
  readonly tag: string;
  readonly alternative: string | undefined;
  readonly scope: string | undefined;
  readonly children: readonly Element[];
}

type Dictionary = { readonly [name: string]: PdfValue };

/** Reads the structure of a PDF. */
export function structureOf(pdf: Buffer): PdfStructure {
  const { objects, trailer } = readObjects(pdf);
  const resolved = (value: PdfValue | undefined): PdfValue | undefined =>
    value instanceof Reference ? objects.get(value.number)?.value : value;
  const dictionary = (value: PdfValue | undefined): Dictionary => {
    const found = resolved(value);
    return isDictionary(found) ? found : {};
  };
  const list = (value: PdfValue | undefined): readonly (PdfValue | undefined)[] => {
    const found = resolved(value);
    return Array.isArray(found) ? found.map(resolved) : found === undefined ? [] : [found];
  };

  const elementOf = (element: Dictionary): Element => ({
    tag: String(element.S).slice(1),
    alternative: resolved(element.Alt) as string | undefined,
    scope: list(element.A)
      .map((attributes) => dictionary(attributes).Scope)
      .find((scope) => scope !== undefined) as string | undefined,
    children: list(element.K)
      .filter((child): child is Dictionary => isDictionary(child) && 'S' in child)
      .map(elementOf),
  });

  const catalog = dictionary(trailer.Root);
  const metadata = catalog.Metadata;
  const xmp =
    metadata instanceof Reference ? (objects.get(metadata.number)?.stream?.toString() ?? '') : '';
  const root = dictionary(catalog.StructTreeRoot);
  const elements = list(root.K)
    .filter(isDictionary)
    .flatMap((top) => all(elementOf(top)));
  const everything = [...objects.values()].map(({ value }) => value).filter(isDictionary);
  return {
    pages: everything.filter(({ Type }) => Type === '/Page').length,
    language: catalog.Lang as string | undefined,
    title: dictionary(trailer.Info).Title as string | undefined,
    displaysTitle: dictionary(catalog.ViewerPreferences).DisplayDocTitle === true,
    isMarked: dictionary(catalog.MarkInfo).Marked === true,
    standards: standardsIn(xmp),
    createdOn: /<xmp:CreateDate>([^<]{10})/.exec(xmp)?.[1],
    tags: elements.map(({ tag }) => tag),
    tables: elements.filter(({ tag }) => tag === 'Table').map(tableOf),
    alternatives: elements.flatMap(({ tag, alternative }) =>
      tag === 'Figure' ? [alternative] : [],
    ),
    fonts: everything
      .filter(({ Type }) => Type === '/FontDescriptor')
      .map(({ FontName, FontFile2, FontFile3 }) => ({
        name: String(FontName).replace(/^\/\w+\+/, ''),
        isEmbedded: Boolean(FontFile2 ?? FontFile3),
      })),
  };
}

function standardsIn(xmp: string): string[] {
  const named = (name: string) => new RegExp(`${name}(?:>|=")([^<"]+)`).exec(xmp)?.[1];
  const accessible = named('pdfuaid:part');
  const archive = named('pdfaid:part');
  return [
    ...(accessible ? [`PDF/UA-${accessible}`] : []),
    ...(archive ? [`PDF/A-${archive}${named('pdfaid:conformance')?.toLowerCase() ?? ''}`] : []),
  ];
}

const all = (element: Element): Element[] => [element, ...element.children.flatMap(all)];

function tableOf(table: Element): TableStructure {
  const inside = all(table);
  const body = inside.filter(({ tag }) => tag === 'TBody').flatMap(({ children }) => children);
  return {
    scopes: inside.filter(({ tag }) => tag === 'TH').map(({ scope }) => scope?.slice(1)),
    rows: body.map(({ children }) => children.length),
    hasCaption: inside.some(({ tag }) => tag === 'Caption'),
  };
}
