import type { ComponentChildren } from 'preact';
import { hrefOf, type Route } from '../models/navigation.ts';
import { words } from '../words/en.ts';
import { useModels } from './desk-context.ts';
import { ConversationsIcon, HomeIcon, PromisesIcon, YouIcon } from './icons.tsx';

export function Navigation() {
  const { conversations, promises } = useModels();
  const unread = conversations.unread.value;
  const owed = promises.groups.value.owed.length;
  return (
    <nav class="nav" aria-label={words.nav.label}>
      <NavigationLink to={{ screen: 'home' }} name={words.nav.home} icon={<HomeIcon />} />
      <NavigationLink
        to={{ screen: 'conversations', id: null }}
        name={words.nav.conversations}
        icon={<ConversationsIcon />}
        count={unread}
        said={words.nav.unread(unread)}
      />
      <NavigationLink
        to={{ screen: 'promises' }}
        name={words.nav.promises}
        icon={<PromisesIcon />}
        count={owed}
        said={words.nav.owed(owed)}
      />
      <NavigationLink to={{ screen: 'you' }} name={words.nav.you} icon={<YouIcon />} />
    </nav>
  );
}

interface NavigationLinkProps {
  to: Route;
  name: string;
  icon: ComponentChildren;
  count?: number;
  said?: string;
}

/** Its name stays exactly the word on it; the number is a description. */
function NavigationLink({ to, name, icon, count = 0, said = '' }: NavigationLinkProps) {
  const here = useModels().navigation.route.value.screen === to.screen;
  const describedBy = count > 0 ? { 'aria-describedby': `count-${to.screen}` } : {};
  return (
    <>
      <a href={hrefOf(to)} aria-current={here ? 'page' : undefined} {...describedBy}>
        {icon}
        <span>{name}</span>
        {count > 0 && (
          <b class="count" aria-hidden="true">
            {count > 99 ? '99+' : count}
          </b>
        )}
      </a>
      {count > 0 && (
        <span id={`count-${to.screen}`} hidden>
          {said}
        </span>
      )}
    </>
  );
}
