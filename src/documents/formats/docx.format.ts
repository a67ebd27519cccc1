import type { Format } from '../format';

/** For going on writing, in Word and LibreOffice. */
export const docxFormat: Format = {
  name: 'docx',
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  isShown: false,
  /** What writes it is loaded when the first asks for it, which the start need not wait for. */
  write: async (report) => (await import('../word/write-word.js')).writeWord(report),
};
