import type { Format } from '../format';
import { typesetter } from '../pdf';
import { contentOf } from '../pdf/content';

/** For boards, and to be kept: tagged, so that those who listen to it get it in its order (PDF/UA-1). */
export const pdfFormat: Format = {
  name: 'pdf',
  mediaType: 'application/pdf',
  isShown: true,
  write: (report) =>
    typesetter.set({
      content: contentOf(report, report.decided?.decidedOn ?? null),
      standard: 'ua-1',
    }),
};
