/** Where an associate works, as everybody may see it. */
export interface PlaceCard {
  id: string;
  name: string;
  city: string;
  /** IANA time zone. */
  zone: string;
  kind: 'boutique' | 'client_services' | 'atelier';
}

/** An associate as everybody may see her; never an e-mail. */
export interface Persona {
  id: string;
  /** First name. */
  name: string;
  title: string;
  place: PlaceCard;
  /** Path on the relay's origin, or null. */
  portrait: string | null;
  /** BCP 47 language tags, most at home first. */
  languages: string[];
}

/** How far a role sees and acts. */
export type Reach = 'own' | 'boutique' | 'house';

/** Who wrote an entry. The house's own lines have no name, no portrait and no typing. */
export type By =
  | { kind: 'shopper'; id: string; name: string | null }
  | { kind: 'associate'; id: string; name: string; title: string; place: string; portrait: string | null }
  | { kind: 'house' };
