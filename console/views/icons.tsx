import type { ComponentChildren } from 'preact';

/** Drawn for a 24 px square, one hairline weight; always beside or behind a name, so never read aloud. */
function Icon({ children }: { children: ComponentChildren }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export const HomeIcon = () => (
  <Icon>
    <path d="M4 11.2 12 4.5l8 6.7V19.5h-5.2v-5.3H9.2v5.3H4z" />
  </Icon>
);
export const ConversationsIcon = () => (
  <Icon>
    <path d="M4.5 5.5h15v10.6h-8.3L7 19.6v-3.5H4.5z" />
  </Icon>
);
export const PromisesIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8" />
    <path d="M12 7.4V12l3.1 2.2" />
  </Icon>
);
export const YouIcon = () => (
  <Icon>
    <circle cx="12" cy="8.6" r="3.6" />
    <path d="M4.8 19.8c.9-3.6 3.7-5.4 7.2-5.4s6.3 1.8 7.2 5.4" />
  </Icon>
);
export const BackIcon = () => (
  <Icon>
    <path class="directed" d="M14.5 5.5 8 12l6.5 6.5" />
  </Icon>
);
export const PhoneIcon = () => (
  <Icon>
    <path d="M6.3 4.5h3l1.4 3.7-1.9 1.4a11 11 0 0 0 5.6 5.6l1.4-1.9 3.7 1.4v3c0 .9-.7 1.6-1.6 1.6C10.9 19.3 4.7 13.1 4.7 6.1c0-.9.7-1.6 1.6-1.6z" />
  </Icon>
);
export const CloseIcon = () => (
  <Icon>
    <path d="m6 6 12 12M18 6 6 18" />
  </Icon>
);
export const CardIcon = () => (
  <Icon>
    <path d="M4 6h16v12H4zM13.5 10.3H17M13.5 13.7H17" />
    <circle cx="8.7" cy="10.6" r="1.6" />
    <path d="M6.2 15.2c.4-1.5 1.3-2.2 2.5-2.2s2.1.7 2.5 2.2" />
  </Icon>
);
