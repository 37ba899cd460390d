/** What a house may set for the widget on its page, without `--salon-` before it. */
export type Tokens = Readonly<Record<string, string>>;

/** Colours that twenty houses could have, and some that none should; what is not said here stays as it is. */
export const HOUSES: Readonly<Record<string, Tokens>> = {
  'nothing of its own': {},
  'nothing of its own, in the dark': { scheme: 'dark' },
  'pale ink on cream': { ink: '#8a7f72', paper: '#fbf6ec', accent: '#b89b72' },
  'white on black': { ink: '#fff', paper: '#000', scheme: 'dark', radius: '0' },
  'gold on navy': { ink: '#d9b36c', paper: '#0b1a33', accent: '#d9b36c', line: 'rgb(217 179 108 / 30%)' },
  'a red accent': { ink: '#111', paper: '#fff', accent: '#e4002b' },
  pastel: { ink: '#6d5a7b', paper: '#f7e9f1', accent: '#f4b6c8', radius: '16px' },
  'a translucent line and ink': { ink: 'rgb(0 0 0 / 54%)', paper: '#fff', line: 'rgb(0 0 0 / 8%)' },
  oklch: { ink: 'oklch(0.35 0.05 250)', paper: 'oklch(0.97 0.01 95)', accent: 'oklch(0.62 0.19 35)' },
  'two schemes, the light one': { ink: 'light-dark(#222, #eee)', paper: 'light-dark(#fafafa, #101010)' },
  'two schemes, the dark one': {
    ink: 'light-dark(#222, #eee)',
    paper: 'light-dark(#fafafa, #101010)',
    accent: 'light-dark(#7a5c00, #5a4a20)',
    scheme: 'dark',
  },
  'a wide gamut': { ink: 'color(display-p3 0.1 0.1 0.2)', paper: '#fff', accent: 'color(display-p3 1 0.3 0)' },
  'a dark brand on a light page': { ink: '#f3ead9', paper: '#4a0f1c', accent: '#e2c290', radius: '16px' },
  'capitals with space': {
    ...{ ink: '#2b2b2b', paper: '#f5f2ed', accent: '#2b2b2b', 'font-display': 'Georgia, serif', radius: '0' },
    ...{ 'heading-case': 'uppercase', 'heading-tracking': '0.14em', 'heading-weight': '300' },
    ...{ 'button-case': 'uppercase', 'button-tracking': '0.2em' },
  },
  'buttons as lines': { ink: '#14213d', paper: '#fff', accent: '#9a7b4f', 'button-fill': '#fff' },
  'black buttons, gold accent': {
    ...{ ink: '#1a1a1a', paper: '#fff', accent: '#c5a35b', 'button-fill': '#000' },
    'on-accent': '#c5a35b',
  },
  'paper alone': { paper: '#12241c' },
  'the colours of the page': { ink: 'currentcolor', accent: 'currentcolor' },
  'names and systems': { ink: 'darkslategray', paper: 'canvas', accent: 'linktext' },
  'ink nearly paper': { ink: '#f2f2f2', paper: '#fff', accent: '#fdfdfd' },
  'accent as paper': { ink: '#333', paper: '#fff5e6', accent: '#fff5e6', 'on-accent': '#fff5e6' },
  'a middle grey': { ink: '#8a8a8a', paper: '#777', accent: '#808080' },
  'glass, and what is no colour': { ink: '#fff', paper: 'rgb(20 20 20 / 60%)', accent: 'burgundy' },
};
