import { tongueOf } from '../../protocol/tongue.ts';
import { piecesOf } from '../models/links.ts';

/**
 * Words as text and nothing else; addresses can be followed and show where they really lead. The words decide which
 * way the line runs, so they stand in it bare; an address does not, and is set apart.
 */
export const Said = ({ text, language }: { text: string; language?: string | undefined }) => (
  <p class="text" dir="auto" lang={tongueOf(text, language)}>
    {piecesOf(text).map(({ text: piece, href }) =>
      href ? (
        <a href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
          <bdi>{piece}</bdi>
        </a>
      ) : (
        piece
      ),
    )}
  </p>
);
