/**
 * Whether a key belongs to a word that is still being composed, as Japanese, Chinese and Korean are: Enter confirms
 * it and Esc gives it up. Safari ends the composition first, and says so only by the key code of the key that did.
 */
export const isComposing = (event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean =>
  event.isComposing || event.keyCode === 229;
