// @vitest-environment jsdom
import { screen } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { pictureAt } from '../../console/models/pictures.ts';
import { anOffer } from './desk-cast.ts';
import { sitDown } from './sit-down.tsx';

const SELF = 'https://salon.example';
const HOUSE = ['self', 'https://aurele.example'];

describe('a picture that a shopper names', () => {
  test.each([
    'https://aurele.example/alma.webp',
    'https://user:secret@aurele.example/alma.webp',
    `${SELF}/demo/pictures/alma.webp`,
  ])('is shown from a page of the house: %s', (image) => {
    expect(pictureAt(image, HOUSE, SELF)).toBe(image.replace('user:secret@', ''));
  });

  test.each([
    'https://stranger.example/seen.gif?by=camille',
    'http://aurele.example/alma.webp',
    'https://aurele.example:8443/alma.webp',
    'https://aurele.example.stranger.example/alma.webp',
    'https://cdn.aurele.example/alma.webp',
    `${SELF}/api/console/me`,
    '//stranger.example/seen.gif',
    'data:image/png;base64,AAAA',
    'javascript:alert(1)',
    '/alma.webp',
    '',
    undefined,
  ])('is fetched from nowhere else: %s', (image) => {
    expect(pictureAt(image, HOUSE, SELF)).toBeNull();
  });

  test('from the relay’s own origin only where the house has it', () => {
    expect(pictureAt(`${SELF}/demo/a.webp`, ['https://aurele.example'], SELF)).toBeNull();
  });

  test.each([
    ['https://stranger.example/seen.gif', 0],
    ['https://aurele.example/alma.webp', 1],
  ])('in a ring: %s', async (image, shown) => {
    const now = { offeredAt: Date.now(), expiresAt: Date.now() + 25_000 };
    const { show } = sitDown({ offers: [anOffer({ ...now, product: { name: 'alma', image } })] });
    await show();
    const dialog = screen.getByRole('alertdialog');
    expect(dialog.querySelectorAll('img[src*="example"]')).toHaveLength(shown);
    expect(dialog.querySelector('span.product-picture')?.textContent).toBe(shown ? undefined : 'A');
  });
});
