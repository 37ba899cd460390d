/** Where a house of the world has boutiques, and whence people write: one weight for both. */
export interface City {
  city: string;
  country: string;
  zone: string;
  languages: readonly string[];
  weight: number;
  /** A number of there, as people type it; `#` stands for a digit. */
  phone: string;
}

export const CITIES: readonly City[] = [
  { city: 'Paris', country: 'FR', zone: 'Europe/Paris', languages: ['fr'], weight: 18, phone: '06 12 ## ## ##' },
  { city: 'London', country: 'GB', zone: 'Europe/London', languages: ['en'], weight: 12, phone: '07400 12####' },
  { city: 'Milan', country: 'IT', zone: 'Europe/Rome', languages: ['it'], weight: 10, phone: '347 12# ####' },
  { city: 'Munich', country: 'DE', zone: 'Europe/Berlin', languages: ['de'], weight: 8, phone: '0151 2345 ####' },
  {
    city: 'New York',
    country: 'US',
    zone: 'America/New_York',
    languages: ['en', 'es'],
    weight: 14,
    phone: '(212) 555-####',
  },
  {
    city: 'Los Angeles',
    country: 'US',
    zone: 'America/Los_Angeles',
    languages: ['en', 'es'],
    weight: 8,
    phone: '(310) 555-####',
  },
  { city: 'São Paulo', country: 'BR', zone: 'America/Sao_Paulo', languages: ['pt'], weight: 3, phone: '11 96123-####' },
  { city: 'Dubai', country: 'AE', zone: 'Asia/Dubai', languages: ['ar', 'en'], weight: 6, phone: '050 123 ####' },
  { city: 'Mumbai', country: 'IN', zone: 'Asia/Kolkata', languages: ['en', 'hi'], weight: 3, phone: '98201 2####' },
  { city: 'Shanghai', country: 'CN', zone: 'Asia/Shanghai', languages: ['zh'], weight: 10, phone: '131 2345 ####' },
  { city: 'Tokyo', country: 'JP', zone: 'Asia/Tokyo', languages: ['ja'], weight: 10, phone: '090-1234-####' },
  { city: 'Seoul', country: 'KR', zone: 'Asia/Seoul', languages: ['ko'], weight: 5, phone: '010-2000-####' },
  { city: 'Sydney', country: 'AU', zone: 'Australia/Sydney', languages: ['en'], weight: 5, phone: '0412 34# ###' },
];

/** Product categories that a house sells, and that associates know best. */
export const CATEGORIES = ['Silk', 'Leather', 'Watches', 'Jewellery', 'Fragrance', 'Glass'] as const;
