import { piecesOf } from '../models/links.ts';

/**
 * What somebody wrote. Her words decide which way the line runs, so they stand in it bare, and whatever holds them
 * has `dir="auto"` or is a `<bdi>`; an address does not decide, and is set apart. It is a link only where `open`.
 */
export function Words({ text, open = false }: { text: string; open?: boolean }) {
  return (
    <>
      {piecesOf(text).map((piece, i) => {
        if (!('href' in piece)) return piece.text;
        if (!open) return <bdi key={i}>{piece.text}</bdi>;
        return (
          <a key={i} href={piece.href} target="_blank" rel="noopener noreferrer nofollow ugc">
            <bdi>{piece.text}</bdi>
          </a>
        );
      })}
    </>
  );
}
