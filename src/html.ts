/** Text that is markup already. */
export class Markup {
  constructor(readonly text: string) {}
}

/**
 * Markup with values in it, which are escaped unless they are markup themselves.
 *
 * @example html`<p title="${title}">${paragraphs}</p>`
 */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | Markup | readonly Markup[])[]
): Markup {
  return new Markup(String.raw({ raw: parts }, ...values.map(textOf)));
}

function textOf(value: string | Markup | readonly Markup[]): string {
  if (value instanceof Markup) return value.text;
  if (typeof value !== 'string') return value.map(({ text }) => text).join('');
  return value.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
