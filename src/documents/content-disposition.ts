/**
 * How a browser names and treats a file (RFC 6266): `filename*` has every letter, and `filename` is for
 * programs that know only ASCII.
 */
export function contentDisposition(
  fileName: string,
  { isShown }: { readonly isShown: boolean },
): string {
  const plain = fileName
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\x20-\x7e]|["\\%/]/g, '_');
  const whole = encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const disposition = isShown ? 'inline' : 'attachment';
  return `${disposition}; filename="${plain}"; filename*=UTF-8''${whole}`;
}
