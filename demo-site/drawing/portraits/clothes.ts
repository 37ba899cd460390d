import { chance, clip, ellipse, group, path, r, stroke, tag } from '../svg.ts';

export interface Cloth {
  base: string;
  light: string;
  dark: string;
}

export type Dress =
  | { kind: 'blazer'; cloth: Cloth; under: string; open: 'deep' | 'shirt' }
  | { kind: 'roll'; cloth: Cloth }
  | { kind: 'scarf'; cloth: Cloth; silk: [string, string, string] }
  | { kind: 'suit'; cloth: Cloth; shirt: string; tie: string }
  | { kind: 'crew'; cloth: Cloth; jewel?: string }
  | { kind: 'stand'; cloth: Cloth; jewel?: string };

const SHOULDERS =
  'M20,530 C30,452 70,428 136,408 C178,396 206,388 214,366 L256,420 L298,366 C306,388 334,396 376,408 C442,428 482,452 492,530 Z';
const HIGH =
  'M20,530 C30,452 70,428 140,408 C180,396 204,388 208,362 C230,380 282,380 304,362 C308,388 332,396 372,408 C442,428 482,452 492,530 Z';

function body(shape: string, { base, light, dark }: Cloth, more = ''): string {
  return (
    clip('in-cloth', tag('path', { d: shape })) +
    path(shape, base) +
    group(
      path('M20,540 C40,450 90,420 190,396 C120,430 100,470 96,540 Z', light, { opacity: 0.5, filter: 'url(#soft)' }) +
        path('M340,396 C440,420 480,450 500,540 L360,540 C372,480 366,430 340,396 Z', dark, {
          opacity: 0.7,
          filter: 'url(#soft)',
        }) +
        stroke('M118,540 C124,500 136,476 152,458', dark, 4, { opacity: 0.5, filter: 'url(#fine)' }) +
        stroke('M392,540 C388,500 380,478 366,460', dark, 4, { opacity: 0.6, filter: 'url(#fine)' }) +
        more,
      { 'clip-path': 'url(#in-cloth)' },
    )
  );
}

function lapels({ base, light, dark }: Cloth): string {
  const left = 'M188,388 C180,395 174,399 166,404 L176,446 L160,456 L238,540 L264,540 C246,492 212,438 188,388 Z';
  const right = 'M324,388 C332,395 338,399 346,404 L336,446 L352,456 L274,540 L248,540 C266,492 300,438 324,388 Z';
  return (
    path(left, dark, { transform: 'translate(5,6)', opacity: 0.5, filter: 'url(#fine)' }) +
    path(left, base) +
    stroke('M188,390 C180,396 174,400 167,405 L177,446 L161,456 L236,540', light, 2.4, { opacity: 0.75 }) +
    path(right, dark, { transform: 'translate(-4,6)', opacity: 0.5, filter: 'url(#fine)' }) +
    path(right, base) +
    path(right, dark, { opacity: 0.35 }) +
    stroke('M345,405 L335,446 L351,456 L276,540', light, 2, { opacity: 0.45 })
  );
}

const opening = (colour: string, shade: string) =>
  path(
    'M192,384 C218,436 240,480 252,540 L262,540 C272,480 294,436 320,384 L306,354 C298,386 276,408 256,416 C236,408 214,386 206,354 Z',
    colour,
  ) + path('M256,416 C276,408 298,386 306,354 L320,384 C294,436 272,480 262,540 L256,540 Z', shade, { opacity: 0.35 });

const shirt = (colour: string) =>
  path('M206,352 C214,384 238,406 256,414 C274,406 298,384 306,352 L326,386 L330,540 L182,540 L186,386 Z', colour) +
  path('M258,440 L330,400 L330,540 L258,540 Z', '#3a2a20', { opacity: 0.12 }) +
  path('M206,354 C198,366 192,380 190,390 L226,438 L256,420 C238,408 216,386 206,350 Z', '#fff', { opacity: 0.92 }) +
  path('M306,354 C314,366 320,380 322,390 L286,438 L256,420 C274,408 296,386 306,350 Z', '#e6ddd0') +
  stroke('M190,390 L226,438 L256,420 L286,438 L322,390', '#5b4a40', 1.8, { opacity: 0.45 });

const tie = (colour: string) =>
  path('M243,424 L270,424 L274,446 L265,458 L276,540 L236,540 L249,458 L239,446 Z', colour) +
  path('M260,424 L270,424 L274,446 L265,458 L276,540 L262,540 Z', '#000', { opacity: 0.22 });

/** A knotted silk square: the house's own, in three colours. */
function silk([ground, motif, edge]: [string, string, string]): string {
  const shape =
    'M196,352 C188,372 182,390 190,404 C214,428 240,436 256,436 C280,434 306,424 322,402 C328,388 322,370 316,352 C300,382 276,394 256,394 C234,394 210,380 196,352 Z';
  const tails =
    'M240,430 C228,456 214,480 196,498 L232,512 C246,488 256,464 260,436 Z M262,432 C276,456 296,474 320,484 L300,512 C276,496 262,470 252,438 Z';
  const next = chance(7);
  const dots = Array.from({ length: 46 }, () => {
    const x = r(184 + next() * 146);
    const y = r(356 + next() * 160);
    return ellipse(x, y, r(2 + next() * 3.4), r(2 + next() * 3), next() > 0.4 ? motif : edge);
  }).join('');
  return (
    path(tails, ground) +
    path(shape, ground) +
    clip('in-silk', tag('path', { d: `${shape} ${tails}` })) +
    group(
      dots +
        stroke('M192,398 C216,424 240,431 256,431 C280,430 304,420 320,398', edge, 5) +
        stroke('M200,494 L236,508 M318,486 L300,508', edge, 6) +
        path('M200,360 C206,386 230,404 256,408 C236,410 208,404 190,384 Z', '#fff', {
          opacity: 0.28,
          filter: 'url(#fine)',
        }) +
        path('M256,436 C282,430 306,420 326,396 L316,356 C308,396 284,420 256,436 Z', '#1b1010', {
          opacity: 0.3,
          filter: 'url(#fine)',
        }),
      { 'clip-path': 'url(#in-silk)' },
    ) +
    path('M240,420 C248,412 266,412 274,422 C276,436 266,444 256,444 C246,444 238,434 240,420 Z', ground) +
    stroke('M244,424 C252,418 264,418 271,426', '#fff', 2.5, { opacity: 0.35 })
  );
}

const necklace = (colour: string) =>
  stroke('M200,400 C216,440 240,456 258,458 C276,456 298,440 312,400', colour, 2.2) +
  ellipse(258, 463, 6, 7.5, colour) +
  ellipse(256, 460, 2, 2.4, '#fff', { opacity: 0.7 });

const collar = ({ base, light, dark }: Cloth, top: number) => {
  const shape = `M203,${top} C210,${top + 10} 236,${top + 18} 256,${top + 18} C276,${top + 18} 302,${top + 10} 309,${top} C314,${top + 26} 318,396 326,412 C304,432 280,440 256,440 C232,440 208,432 186,412 C194,396 198,${top + 26} 203,${top} Z`;
  return (
    path(shape, base) +
    path(
      `M203,${top} C212,${top + 12} 230,${top + 17} 246,${top + 18} L236,438 C214,432 200,424 188,412 C196,396 199,${top + 26} 203,${top} Z`,
      light,
      { opacity: 0.35, filter: 'url(#fine)' },
    ) +
    path(
      `M309,${top} C300,${top + 12} 286,${top + 16} 274,${top + 18} L284,436 C302,430 314,424 325,412 C318,396 313,${top + 26} 309,${top} Z`,
      dark,
      { opacity: 0.6, filter: 'url(#fine)' },
    ) +
    stroke(
      `M203,${top} C210,${top + 10} 236,${top + 18} 256,${top + 18} C276,${top + 18} 302,${top + 10} 309,${top}`,
      light,
      2.2,
      { opacity: 0.55 },
    ) +
    stroke('M188,414 C210,433 234,441 256,441 C280,441 304,432 325,413', dark, 2.4, { opacity: 0.7 })
  );
};

/** What stands over neck and shoulders, from the back to the front. */
export function dressed(dress: Dress): string {
  const { cloth } = dress;
  switch (dress.kind) {
    case 'blazer':
      return (
        body(SHOULDERS, cloth) +
        (dress.open === 'shirt' ? shirt(dress.under) : opening(dress.under, '#000')) +
        lapels(cloth)
      );
    case 'suit':
      return body(SHOULDERS, cloth) + shirt(dress.shirt) + tie(dress.tie) + lapels(cloth);
    case 'roll':
      return body(HIGH, cloth) + collar(cloth, 350);
    case 'stand':
      return (
        body(HIGH, cloth, stroke('M256,378 C252,430 256,480 254,540', cloth.dark, 2.6)) +
        collar(cloth, 368) +
        (dress.jewel ? ellipse(257, 452, 6, 6, dress.jewel) : '')
      );
    case 'scarf':
      return body(HIGH, cloth) + silk(dress.silk);
    case 'crew':
      return (
        body(
          'M20,530 C30,452 70,428 136,410 C160,402 176,396 186,392 C206,436 236,446 258,446 C280,446 308,434 326,392 C338,396 352,402 376,410 C442,428 482,452 492,530 Z',
          cloth,
          stroke('M182,392 C204,442 236,453 258,453 C282,453 312,440 331,392', cloth.light, 3, { opacity: 0.55 }),
        ) + (dress.jewel ? necklace(dress.jewel) : '')
      );
  }
}
