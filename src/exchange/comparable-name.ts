/** What people call something, as it is compared: capitals, and how letters are put together, make no difference. */
export const comparableName = (name: string): string =>
  name.normalize('NFC').trim().toLocaleLowerCase('sv');
