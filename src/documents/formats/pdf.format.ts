import type { Format } from '../format';
import { typesetter } from '../pdf';
import { contentOf } from '../pdf/content';

/**
 * For boards, and to be kept: tagged, so that those who listen to it get it in its order. The compiler
 * vouches for one standard in a file, so the usual one is PDF/UA-1 and that for archives PDF/A-2a.
 */
export const pdfFormat: Format = {
  name: 'pdf',
  mediaType: 'application/pdf',
  isShown: true,
  isKept: true,
  write: (report, archivedOn) =>
    typesetter.set({
      content: contentOf(report, report.decided?.decidedOn ?? archivedOn ?? null),
      standard: archivedOn === undefined ? 'ua-1' : 'a-2a',
    }),
};
