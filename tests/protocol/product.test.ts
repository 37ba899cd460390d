import { describe, expect, test } from 'vitest';
import { priceOf, variantOf } from '../../protocol/product.ts';

const said = (price?: string, currency?: string, locale = 'en-GB') =>
  priceOf({ name: 'Alma', price, currency }, locale);

describe('a product as either screen tells it', () => {
  test('its price is written as its reader writes money, without decimals that say nothing', () => {
    expect(said('420', 'EUR')).toBe('€420');
    expect(said('420.5', 'EUR')).toBe('€420.50');
    expect(said('420', 'EUR', 'fr-FR')).toMatch(/^420\s€$/);
  });

  test('three decimals, which read as thousands elsewhere, are not written out', () => {
    for (const currency of ['BHD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']) expect(said('49.5', currency)).toMatch(/49\.5$/);
  });

  test('what is no amount or no currency is said as it came, and never as a number that is none', () => {
    expect(said('on request', 'EUR')).toBe('on request EUR');
    expect(said('420', 'euros')).toBe('420 euros');
    expect(said('420')).toBe('420');
    expect(said(undefined, 'EUR')).toBe('');
  });

  test('its variant is said where the name does not say it already', () => {
    expect(variantOf({ name: 'Alma', variant: 'Noir' })).toBe('Noir');
    expect(variantOf({ name: 'Alma, Noir', variant: 'Noir' })).toBe('');
    expect(variantOf({ name: 'Alma S', variant: 'S' })).toBe('');
    expect(variantOf({ name: 'SCARVES', variant: 'S' })).toBe('S');
    expect(variantOf({ name: 'Alma' })).toBe('');
  });
});
