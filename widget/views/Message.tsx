import { piecesOf } from '../models/links.ts';

/** Words as text and nothing else; addresses can be followed and show where they really lead. */
export const Said = ({ text }: { text: string }) => (
  <p class="text" dir="auto">
    {piecesOf(text).map(({ text: piece, href }) =>
      href ? (
        <a href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
          <bdi>{piece}</bdi>
        </a>
      ) : (
        <bdi>{piece}</bdi>
      ),
    )}
  </p>
);
