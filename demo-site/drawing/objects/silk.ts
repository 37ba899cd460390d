import type { Thing } from '../scene.ts';
import { clip, group, linear, path, rect, stroke, tag, wobble } from '../svg.ts';
import { border, type Dyes, PATTERNS } from './patterns.ts';

const OUTLINE =
  'M-400,-400 C-200,-406 200,-394 400,-400 C406,-200 394,200 400,400 C200,394 -200,406 -400,400 C-394,200 -406,-200 -400,-400 Z';

const folds =
  path(
    'M-400,-60 C-240,-100 -40,20 120,-30 C240,-66 330,-130 400,-140 L400,-60 C300,-40 220,10 100,40 C-60,76 -240,-30 -400,20 Z',
    '#1b1010',
    { opacity: 0.13, filter: 'url(#soft)' },
  ) +
  path(
    'M-400,-110 C-240,-150 -40,-40 120,-90 C240,-126 330,-190 400,-200 L400,-150 C300,-130 220,-70 100,-40 C-60,-10 -240,-110 -400,-66 Z',
    '#fff',
    { opacity: 0.3, filter: 'url(#soft)' },
  ) +
  path('M-120,-400 C-90,-200 -190,40 -150,400 L-100,400 C-140,40 -40,-200 -70,-400 Z', '#1b1010', {
    opacity: 0.12,
    filter: 'url(#soft)',
  }) +
  path('M-180,-400 C-150,-200 -250,40 -210,400 L-160,400 C-200,40 -100,-200 -130,-400 Z', '#fff', {
    opacity: 0.26,
    filter: 'url(#soft)',
  }) +
  path('M200,400 C230,260 330,200 400,190 L400,400 Z', '#1b1010', { opacity: 0.12, filter: 'url(#haze)' });

/** A square of silk twill, ninety by ninety, its hem rolled by hand; as a `sheet` it is still the painting of it. */
export function carre(pattern: keyof typeof PATTERNS, dyes: Dyes, { sheet = false } = {}): Thing {
  const id = `silk-${dyes.id}-${pattern}`;
  const defs =
    clip(id, tag('path', { d: OUTLINE })) +
    wobble('cloth', 0.0042, 30, 12) +
    linear(
      'hem',
      [
        [0, '#fff', 0.5],
        [0.5, '#fff', 0],
        [1, '#000', 0.3],
      ],
      { x1: 0, y1: 0, x2: 1, y2: 1 },
    );
  const flat =
    group(
      rect(-410, -410, 820, 820, dyes.ground) +
        clip(`${id}-field`, rect(-306, -306, 612, 612, '#000')) +
        group(PATTERNS[pattern](dyes), { 'clip-path': `url(#${id}-field)` }) +
        border(dyes) +
        folds,
      { 'clip-path': `url(#${id})` },
    ) +
    stroke(OUTLINE, dyes.border, 9) +
    stroke(OUTLINE, 'url(#hem)', 5);
  return { defs, outline: OUTLINE, paint: sheet ? flat : group(flat, { filter: 'url(#cloth)' }) };
}
