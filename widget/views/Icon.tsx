const SHAPES = {
  close: 'M5 5l10 10M15 5L5 15',
  back: 'M12 4l-6 6 6 6',
  go: 'M8 5l5 5-5 5',
} as const;

/** A drawn sign: hairlines only, for the eye alone. */
export const Icon = ({ shape }: { shape: keyof typeof SHAPES }) => (
  <svg class={`icon ${shape}`} viewBox="0 0 20 20" aria-hidden="true">
    <path d={SHAPES[shape]} />
  </svg>
);
