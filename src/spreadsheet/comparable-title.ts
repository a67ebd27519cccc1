/** The name of a column as it is compared: capitals, spaces and soft hyphens make no difference. */
export const comparableTitle = (text: string): string =>
  text
    .normalize('NFC')
    .toLocaleLowerCase('sv')
    .replaceAll(/[\s\u00ad]+/g, '');
