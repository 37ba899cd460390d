/**
 * The protocol number: said over HTTP (query `protocol` or header `salon-protocol`) and in the first socket frame. It
 * rises only when an older client could no longer be served.
 */
export const PROTOCOL = 1;

/** The oldest protocol this relay still speaks: every loader handed out in the last two years works. */
export const OLDEST_PROTOCOL = 1;
