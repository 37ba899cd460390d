import { grain, type Leather, leatherDefs, metalDefs, sun } from '../materials.ts';
import type { Thing } from '../scene.ts';
import { chance, clip, ellipse, group, path, r, rect, stroke, tag } from '../svg.ts';

const BODY =
  'M-214,-304 L214,-304 C222,-200 238,-80 242,-20 C243,-5 236,0 224,0 L-224,0 C-236,0 -243,-5 -242,-20 C-238,-80 -222,-200 -214,-304 Z';
const GUSSET = 'M212,-304 L246,-290 C258,-190 272,-90 274,-34 C274,-22 262,-12 238,-4 C240,-80 222,-200 212,-304 Z';
const FLAP =
  'M-224,-306 C-224,-314 -218,-320 -208,-320 L208,-320 C218,-320 224,-314 224,-306 L217,-182 C214,-152 140,-122 0,-122 C-140,-122 -214,-152 -217,-182 Z';
const HANDLE = 'M-104,-312 C-104,-420 -70,-476 0,-476 C70,-476 104,-420 104,-312';

const handle = (leather: Leather) =>
  stroke(HANDLE, leather.deep, 26, { 'stroke-linecap': 'butt' }) +
  stroke(HANDLE, leather.dark, 22, { 'stroke-linecap': 'butt' }) +
  stroke(HANDLE, leather.base, 14, { transform: 'translate(-3,-2)', 'stroke-linecap': 'butt' }) +
  stroke(HANDLE, leather.light, 5, { transform: 'translate(-6,-4)', opacity: 0.7, filter: 'url(#fine)' }) +
  stroke(HANDLE, leather.thread, 1.6, { 'stroke-dasharray': '7 6', opacity: 0.6, transform: 'translate(5,4)' });

const anchor = (x: number, leather: Leather) =>
  path(
    `M${x - 20},-300 L${x + 20},-300 L${x + 16},-256 C${x + 12},-244 ${x - 12},-244 ${x - 16},-256 Z`,
    leather.dark,
  ) +
  path(`M${x - 18},-300 L${x + 12},-300 L${x + 10},-258 C${x + 6},-248 ${x - 10},-248 ${x - 14},-258 Z`, leather.base, {
    opacity: 0.7,
  }) +
  stroke(
    `M${x - 13},-296 L${x - 11},-260 C${x - 8},-252 ${x + 8},-252 ${x + 11},-260 L${x + 13},-296`,
    leather.thread,
    1.5,
    { 'stroke-dasharray': '5 5', opacity: 0.75 },
  ) +
  ellipse(x, -313, 19, 15, 'none', { stroke: 'url(#gold)', 'stroke-width': 8 }) +
  stroke(`M${x - 15},-319 a17,13 0 0 1 14,-8`, '#fffbe6', 2.5, { opacity: 0.9 });

const clasp = (leather: Leather) =>
  path('M-34,-150 L34,-150 L30,-74 C28,-56 -28,-56 -30,-74 Z', leather.deep, {
    transform: 'translate(5,8)',
    opacity: 0.55,
    filter: 'url(#fine)',
  }) +
  path('M-34,-168 L34,-168 L30,-78 C28,-60 -28,-60 -30,-78 Z', `url(#${leather.id}-flap)`) +
  stroke('M-28,-166 L-25,-80 C-22,-68 22,-68 25,-80 L28,-166', leather.thread, 1.6, {
    'stroke-dasharray': '6 5',
    opacity: 0.8,
  }) +
  ellipse(4, -104, 34, 34, leather.deep, { opacity: 0.6, filter: 'url(#fine)' }) +
  ellipse(0, -110, 33, 33, 'url(#gold)') +
  ellipse(0, -110, 27.5, 27.5, 'url(#gold-back)') +
  ellipse(0, -110, 26, 26, 'url(#gold-ball)') +
  sun(0, -102, 18, '#6d4618') +
  ellipse(-10, -124, 8, 4, '#fff', { opacity: 0.75, transform: 'rotate(-32 -10 -124)', filter: 'url(#fine)' });

/** La Réserve: a top handle, one flap, the sun for a clasp. */
export function reserve(leather: Leather): Thing {
  const { id, light, deep, thread } = leather;
  const inner =
    'M-198,-296 C-206,-200 -222,-84 -226,-24 C-226,-18 -222,-15 -216,-15 L216,-15 C222,-15 226,-18 226,-24 C222,-84 206,-200 198,-296';
  const seam = 'M-212,-304 L-205,-186 C-200,-162 -132,-136 0,-136 C132,-136 200,-162 205,-186 L212,-304';
  const defs =
    leatherDefs(leather) +
    metalDefs('gold') +
    grain('calf', 0.16, 1.3) +
    clip(`${id}-in`, tag('path', { d: BODY })) +
    clip(`${id}-in-flap`, tag('path', { d: FLAP }));
  const paint =
    group(handle(leather), { filter: 'url(#calf)' }) +
    group(
      path(GUSSET, leather.dark) +
        stroke('M228,-290 C240,-190 254,-90 258,-30', deep, 6, { opacity: 0.7, filter: 'url(#fine)' }) +
        path(BODY, `url(#${id}-front)`),
      { filter: 'url(#calf)' },
    ) +
    group(
      path(FLAP, deep, { transform: 'translate(8,24)', opacity: 0.65, filter: 'url(#soft)' }) +
        path('M-240,-60 L240,-60 L240,0 L-240,0 Z', deep, { opacity: 0.42, filter: 'url(#haze)' }) +
        path('M-230,-140 C-200,-60 -180,-40 -160,-10 L-240,0 Z', light, { opacity: 0.3, filter: 'url(#soft)' }) +
        stroke(inner, thread, 2, { 'stroke-dasharray': '8 6', opacity: 0.55 }),
      { 'clip-path': `url(#${id}-in)` },
    ) +
    path(FLAP, `url(#${id}-flap)`, { filter: 'url(#calf)' }) +
    group(
      path('M-200,-318 C-120,-300 -80,-230 -110,-140 L-230,-160 L-224,-320 Z', light, {
        opacity: 0.5,
        filter: 'url(#soft)',
      }) +
        path('M120,-320 L230,-320 L216,-150 C180,-130 140,-126 90,-124 C150,-180 150,-260 120,-320 Z', deep, {
          opacity: 0.32,
          filter: 'url(#soft)',
        }) +
        stroke(seam, thread, 2, { 'stroke-dasharray': '8 6', opacity: 0.7 }) +
        stroke('M-217,-182 C-214,-152 -140,-123 0,-123 C140,-123 214,-152 217,-182', light, 3, { opacity: 0.65 }) +
        stroke('M-220,-310 C-216,-317 -212,-318 -206,-318 L200,-318', light, 3, { opacity: 0.8 }),
      { 'clip-path': `url(#${id}-in-flap)` },
    ) +
    anchor(-104, leather) +
    anchor(104, leather) +
    clasp(leather);
  return {
    defs,
    outline: `${BODY} ${GUSSET} ${FLAP} M-116,-312 C-116,-430 -76,-488 0,-488 C76,-488 116,-430 116,-312 L92,-312 C92,-410 64,-464 0,-464 C-64,-464 -92,-410 -92,-312 Z`,
    paint,
  };
}

const TOTE =
  'M-196,-410 C-120,-396 120,-396 196,-410 C206,-300 226,-120 236,-18 C237,-4 230,2 218,2 L-218,2 C-230,2 -237,-4 -236,-18 C-226,-120 -206,-300 -196,-410 Z';
const MOUTH = 'M-196,-410 C-130,-440 130,-440 196,-410 C120,-396 -120,-396 -196,-410 Z';

const toteHandle = (leather: Leather, dy: number, back: boolean) => {
  const d = `M-96,${-392 + dy} C-92,${-560 + dy} -50,${-630 + dy} 0,${-630 + dy} C50,${-630 + dy} 92,${-560 + dy} 96,${-392 + dy}`;
  return (
    stroke(d, leather.deep, 19, { 'stroke-linecap': 'butt' }) +
    stroke(d, back ? leather.dark : leather.base, 14, { 'stroke-linecap': 'butt', transform: 'translate(-1,-1)' }) +
    stroke(d, leather.light, 4, { opacity: back ? 0.25 : 0.7, transform: 'translate(-4,-3)', filter: 'url(#fine)' })
  );
};

const tab = (x: number, leather: Leather) =>
  path(
    `M${x - 17},-400 L${x + 17},-400 L${x + 15},-318 C${x + 12},-306 ${x - 12},-306 ${x - 15},-318 Z`,
    leather.base,
  ) +
  stroke(
    `M${x - 11},-396 L${x - 10},-320 C${x - 8},-314 ${x + 8},-314 ${x + 10},-320 L${x + 11},-396`,
    leather.thread,
    1.5,
    { 'stroke-dasharray': '5 5', opacity: 0.8 },
  ) +
  ellipse(x, -330, 5, 5, 'url(#gold-ball)');

/** The silk that is tied on a handle: ground, motif, edge. */
function twilly([silk, motif, edge]: [string, string, string]): string {
  const tail =
    'M-96,-470 C-130,-440 -150,-380 -146,-300 L-112,-286 C-116,-360 -104,-420 -84,-462 Z M-100,-468 C-92,-420 -92,-350 -70,-280 L-36,-292 C-60,-350 -72,-420 -78,-468 Z';
  const next = chance(31);
  const marks = Array.from({ length: 40 }, () =>
    ellipse(r(-156 + next() * 130), r(-480 + next() * 200), 4, 5.5, next() > 0.45 ? motif : edge),
  ).join('');
  const knot =
    ellipse(-90, -474, 25, 21, silk) +
    stroke('M-108,-482 C-98,-470 -84,-468 -70,-474', edge, 4) +
    ellipse(-96, -482, 9, 5, '#fff', { opacity: 0.35, filter: 'url(#fine)' });
  return (
    path(tail, '#2b1a12', { transform: 'translate(8,10)', opacity: 0.35, filter: 'url(#fine)' }) +
    path(tail, silk) +
    clip('in-twilly', tag('path', { d: tail })) +
    group(
      marks +
        stroke('M-130,-460 C-142,-400 -150,-340 -146,-296', edge, 6) +
        stroke('M-98,-460 C-88,-390 -80,-340 -52,-284', '#fff', 7, { opacity: 0.25, filter: 'url(#fine)' }),
      { 'clip-path': 'url(#in-twilly)' },
    ) +
    knot
  );
}

/** Promenade: a tall tote of pebbled calf with a silk at its handle. */
export function promenade(leather: Leather, foot: Leather, silk: [string, string, string]): Thing {
  const { id, light, deep, thread } = leather;
  const defs =
    leatherDefs(leather) +
    leatherDefs(foot) +
    metalDefs('gold') +
    grain('pebble', 0.12, 1.7) +
    clip(`${id}-in-tote`, tag('path', { d: TOTE }));
  const paint =
    toteHandle(leather, -26, true) +
    path(MOUTH, deep) +
    path('M-180,-412 C-120,-432 120,-432 180,-412 C120,-402 -120,-402 -180,-412 Z', '#e9d9bd', { opacity: 0.28 }) +
    path(TOTE, `url(#${id}-front)`, { filter: 'url(#pebble)' }) +
    group(
      rect(-250, -120, 500, 124, `url(#${foot.id}-front)`) +
        stroke('M-240,-122 H240', foot.deep, 4, { opacity: 0.6 }) +
        stroke('M-240,-110 H240', foot.thread, 1.8, { 'stroke-dasharray': '8 6', opacity: 0.7 }) +
        path('M-220,-410 C-150,-300 -170,-120 -120,0 L-250,10 Z', light, { opacity: 0.4, filter: 'url(#haze)' }) +
        path('M130,-410 C170,-280 150,-120 190,10 L260,10 L220,-410 Z', deep, { opacity: 0.5, filter: 'url(#haze)' }) +
        path('M-40,-400 C-20,-300 -60,-200 -30,-130 C-6,-200 10,-300 -40,-400 Z', deep, {
          opacity: 0.18,
          filter: 'url(#soft)',
        }) +
        stroke('M-194,-400 C-120,-386 120,-386 194,-400', thread, 1.8, { 'stroke-dasharray': '8 6', opacity: 0.7 }) +
        stroke('M-196,-409 C-120,-395 120,-395 196,-409', light, 4, { opacity: 0.7 }),
      { 'clip-path': `url(#${id}-in-tote)` },
    ) +
    sun(0, -216, 26, 'url(#gold)') +
    toteHandle(leather, 0, false) +
    tab(-96, leather) +
    tab(96, leather) +
    twilly(silk);
  return {
    defs,
    outline: `${TOTE} M-106,-392 C-100,-570 -54,-640 0,-640 C54,-640 100,-570 106,-392 L86,-392 C84,-550 46,-620 0,-620 C-46,-620 -84,-550 -86,-392 Z`,
    paint,
  };
}
