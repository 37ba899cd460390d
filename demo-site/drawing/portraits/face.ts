import { blur, clip, ellipse, group, path, stroke, tag } from '../svg.ts';

export interface Skin {
  light: string;
  base: string;
  shade: string;
  deep: string;
  blush: string;
  lip: string;
  white: string;
}

export interface Face {
  skin: Skin;
  iris: string;
  brow: string;
  /** Half widths at cheek and jaw, and where the chin ends. */
  cheek: number;
  jaw: number;
  chin: number;
  /** How far the features turn from the middle; positive looks to the right. */
  turn: number;
  browWeight: number;
  /** How far the eyes open, and how plainly the fold above them shows. */
  open: number;
  fold: number;
  lashes: number;
  neck: number;
  lipFullness: number;
  nose: number;
  smile: number;
  ears: boolean;
  /** Lines of a face that has lived; 0 for none. */
  years: number;
}

export const CX = 256;
const EYE = 226;

export function facePath({ cheek, jaw, chin, turn }: Face): string {
  const left = CX - cheek - turn * 0.15;
  const right = CX + cheek - turn * 0.25;
  const tip = CX + turn * 0.55;
  return `M${left},200 C${left - 1},248 ${CX - jaw - 8},280 ${CX - jaw + 10},308 C${CX - jaw + 26},330 ${tip - 26},${chin} ${tip},${chin}
    C${tip + 26},${chin} ${CX + jaw - 26},330 ${CX + jaw - 8},306 C${CX + jaw + 8},278 ${right + 2},246 ${right},200
    C${right},130 ${CX + 56},96 ${CX},96 C${CX - 56},96 ${left},130 ${left},200 Z`;
}

function eye(face: Face, side: -1 | 1, id: string): string {
  const { skin, open, turn } = face;
  const far = Math.sign(turn) === side ? 0.92 : 1;
  const shape = `M-16,3 C-9,${-8 * open} 5,${-10 * open} 16,-2 C9,${7 * open} -6,${8 * open} -16,3 Z`;
  const flick = 2 + face.lashes * 4;
  const look = (turn / 12) * 2 * side;
  return group(
    ellipse(0, -8, 25, 14, skin.shade, { opacity: 0.42, filter: 'url(#soft)' }) +
      clip(id, tag('path', { d: shape })) +
      path(shape, skin.white) +
      group(
        ellipse(look, -1.5, 7.6, 7.8, face.iris) +
          ellipse(look, -1.5, 3.5, 3.6, '#14100f') +
          path('M-18,-12 L18,-12 L18,-3 C8,-8 -8,-7 -18,1 Z', skin.deep, { opacity: 0.35 }) +
          ellipse(look - 2.4 * side, -4, 1.7, 1.7, '#fff', { opacity: 0.9 }),
        { 'clip-path': `url(#${id})` },
      ) +
      path(
        `M-17,4 C-10,${-9.5 * open} 5,${-12 * open} ${16 + flick},${-3 - flick * 0.6} C7,${-8.6 * open + 1} -8,${-6 * open} -17,4 Z`,
        '#1d1413',
        { opacity: 0.92 },
      ) +
      stroke(`M-13,${-8 * open} C-6,${-15 * open} 8,${-16 * open} 17,${-8 * open}`, skin.deep, 1.5, {
        opacity: 0.55 * face.fold,
      }) +
      stroke('M-11,6.5 C-4,9.5 6,8.5 14,2', skin.deep, 1.1, { opacity: 0.4 }) +
      (face.years ? stroke('M-12,13 C-4,18 8,16 16,9', skin.deep, 1.2, { opacity: 0.32 * face.years }) : '') +
      path(
        `M-19,-23 C-8,${-27 - face.browWeight} 9,${-29 - face.browWeight} 27,-18 C11,-24.5 -6,-24 -18,${-20.5 + face.browWeight * 0.7} Z`,
        face.brow,
        { opacity: 0.88 },
      ),
    { transform: `translate(${CX + turn + side * 35 * far},${EYE}) scale(${side * far},1)` },
  );
}

function nose({ skin, turn, nose: width }: Face): string {
  const x = CX + turn * 1.25;
  return (
    path(
      `M${x + 5},206 C${x + 7},232 ${x + 7},246 ${x + 12 * width},260 C${x + 17 * width},270 ${x + 9},276 ${x + 1},276 C${x + 8},268 ${x + 3},240 ${x + 5},206 Z`,
      skin.shade,
      { opacity: 0.75, filter: 'url(#fine)' },
    ) +
    stroke(`M${x - 2},214 C${x - 1},236 ${x - 1},250 ${x},258`, skin.light, 6, {
      opacity: 0.55,
      filter: 'url(#fine)',
    }) +
    ellipse(x - 1, 263, 5, 4, skin.light, { opacity: 0.7, filter: 'url(#fine)' }) +
    path(
      `M${x - 12 * width},269 C${x - 9},273 ${x - 6},275 ${x - 2},274 C${x - 6},271 ${x - 9},269 ${x - 12 * width},269 Z`,
      skin.deep,
      { opacity: 0.72 },
    ) +
    path(
      `M${x + 13 * width},268 C${x + 10},273 ${x + 7},275 ${x + 3},274.5 C${x + 6},271 ${x + 9},268.5 ${x + 13 * width},268 Z`,
      skin.deep,
      { opacity: 0.8 },
    ) +
    stroke(
      `M${x - 14 * width},258 C${x - 17 * width},264 ${x - 16 * width},269 ${x - 12 * width},270`,
      skin.shade,
      1.6,
      { opacity: 0.7 },
    )
  );
}

function mouth({ skin, turn, lipFullness: full, smile, chin }: Face): string {
  const up = smile * 4.4;
  const y = 300 + (chin - 342) * 0.3;
  return group(
    path(
      `M-25,${-up} C-15,-3 -7,${-7 * full} -3,${-6.4 * full} C-1,${-5.2 * full} 1,${-5.2 * full} 3,${-6.4 * full} C8,${-7 * full} 15,-3 25,${-up} C13,2.6 -13,2.6 -25,${-up} Z`,
      skin.lip,
    ) +
      path(`M-22,0 C-10,3.4 10,3.4 22,0 C15,${12 * full} -15,${12 * full} -22,0 Z`, skin.lip, { opacity: 0.86 }) +
      ellipse(-5, 5 * full, 9, 2, '#fff', { opacity: 0.2, filter: 'url(#fine)' }) +
      stroke(`M-28,${-up - 1} C-15,3.4 -4,2 0,2.2 C5,2 15,3.4 28,${-up - 1}`, skin.deep, 1.7, { opacity: 0.8 }) +
      stroke(`M-30,${-up - 5} q-3,4 -1,8 M30,${-up - 5} q3,4 1,8`, skin.shade, 2, {
        opacity: 0.8,
        filter: 'url(#fine)',
      }) +
      ellipse(2, 17 * full, 15, 4, skin.shade, { opacity: 0.75, filter: 'url(#fine)' }),
    { transform: `translate(${CX + turn * 0.95},${y})` },
  );
}

const lines = ({ skin, turn, years }: Face) =>
  years
    ? stroke(
        `M${CX + turn - 27},270 C${CX + turn - 36},280 ${CX + turn - 37},288 ${CX + turn - 34},296`,
        skin.deep,
        1.5,
        { opacity: 0.3 * years },
      ) +
      stroke(
        `M${CX + turn + 29},270 C${CX + turn + 37},280 ${CX + turn + 37},288 ${CX + turn + 34},296`,
        skin.deep,
        1.5,
        { opacity: 0.36 * years },
      )
    : '';

const ear = (face: Face, side: -1 | 1) =>
  group(
    ellipse(0, 0, 12, 25, face.skin.base) +
      ellipse(2, 0, 7, 17, face.skin.shade, { opacity: 0.8 }) +
      ellipse(3, 2, 4, 11, face.skin.deep, { opacity: 0.25 }),
    { transform: `translate(${CX + side * (face.cheek + 1) - face.turn * 0.3},240) scale(${side},1) rotate(8)` },
  );

export function neck(face: Face): string {
  const { skin, neck: half } = face;
  const shape = `M${CX - half},286 C${CX - half},352 ${CX - half - 1},372 ${CX - 62},400 L${CX - 110},530 L${CX + 110},530 L${CX + 62},400 C${CX + half + 1},372 ${CX + half},352 ${CX + half},286 Z`;
  return (
    clip('in-neck', tag('path', { d: shape })) +
    path(shape, skin.base) +
    group(
      path(facePath(face), skin.deep, { transform: 'translate(7,26)', opacity: 0.5, filter: 'url(#soft)' }) +
        path(
          `M${CX + 16},300 C${CX + 10},360 ${CX + 20},400 ${CX + 30},530 L${CX + 160},530 L${CX + 160},300 Z`,
          skin.shade,
          { opacity: 0.6, filter: 'url(#soft)' },
        ) +
        stroke(`M${CX - 46},412 C${CX - 26},408 ${CX - 14},414 ${CX - 6},424`, skin.shade, 3, {
          opacity: 0.8,
          filter: 'url(#fine)',
        }),
      { 'clip-path': 'url(#in-neck)' },
    )
  );
}

/** The face and all that is on it; `fringe` is the hair that throws its shadow there. */
export function head(face: Face, fringe: string, beard: string): string {
  const { skin, turn } = face;
  const shape = facePath(face);
  return (
    (face.ears ? ear(face, -1) + ear(face, 1) : '') +
    clip('in-face', tag('path', { d: shape })) +
    path(shape, 'url(#skin)') +
    group(
      path(
        `M${CX + 44},90 C${CX + 30},150 ${CX + 68},186 ${CX + 58},226 C${CX + 46},256 ${CX + 56},292 ${CX + 14},350 L${CX + 140},350 L${CX + 140},90 Z`,
        skin.shade,
        { opacity: 0.72, filter: 'url(#soft)' },
      ) +
        ellipse(CX - 40 + turn, 262, 26, 17, skin.blush, { opacity: 0.42, filter: 'url(#soft)' }) +
        ellipse(CX + 46 + turn, 262, 22, 17, skin.blush, { opacity: 0.4, filter: 'url(#soft)' }) +
        ellipse(CX - 46 + turn * 0.6, 248, 17, 8, skin.light, { opacity: 0.6, filter: 'url(#soft)' }) +
        ellipse(CX - 20, 156, 40, 24, skin.light, { opacity: 0.5, filter: 'url(#soft)' }) +
        ellipse(CX + turn * 0.6 - 4, face.chin - 14, 14, 7, skin.light, { opacity: 0.4, filter: 'url(#fine)' }) +
        beard +
        group(fringe, { transform: 'translate(5,11)', filter: 'url(#cast)', opacity: 0.55 }),
      { 'clip-path': 'url(#in-face)' },
    ) +
    eye(face, -1, 'eye-a') +
    eye(face, 1, 'eye-b') +
    nose(face) +
    lines(face) +
    mouth(face)
  );
}

export const faceDefs = (skin: Skin) =>
  `<linearGradient id="skin" x1="0" y1="0" x2="1" y2=".5"><stop offset="0" stop-color="${skin.light}"/><stop offset=".5" stop-color="${skin.base}"/><stop offset="1" stop-color="${skin.base}"/></linearGradient>` +
  blur('soft', 8) +
  blur('fine', 2) +
  `<filter id="cast" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="6"/><feColorMatrix values="0 0 0 0 .25  0 0 0 0 .12  0 0 0 0 .08  0 0 0 1 0"/></filter>`;
