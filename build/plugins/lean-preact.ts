import type { Plugin } from 'vite';

/** From the first text up to the second, which stays; and what stands there instead. */
type Cut = readonly [from: string, to: string, instead: string];

/**
 * Preact without what nobody can ask for but by a name that it exports: classes with their state and lifecycle, context,
 * portals, hydration, suspense. The widget's views are functions of signals, drawn anew from the top. Those names are
 * exported no more, so that a view that wants them fails to build. Written for the one version that package.json names;
 * with another the build says so. It wins a kilobyte of the first file.
 */
const CUTS: readonly Cut[] = [
  // Drawing again from somewhere within.
  ['function C(t){', 'function I(n,t,r,u,i,f,o,e,l,c,a)', ''],
  ['x.prototype.setState=', 'e=Symbol()', ''],
  // What catches another view's errors.
  ['n={__e:function(', 't=0,r=function(n)', 'n={},'],
  ['n.__e(t,u)', '}}function J(', 'throw t'],
  // A view: it is called, and what it answers is drawn.
  [
    'v=e.length;try{if(M=r.props,',
    'A=s&&s.type===$',
    'try{if(r.__c=1,u.__c&&r.__v==u.__v){r.__e=u.__e,r.__k=u.__k,r.__k.some(function(n){n&&(n.__=r)}),l=S(u);break n}s=V(r.props);',
  ],
  ['M.__P&&(s=l,', 'l=I(t,w(A)', ''],
  [
    'M.__P&&(r.__e=null',
    'else l=r.__e=F(',
    'r.__u&=-161}catch(t){throw r.__v=null,r.__e=u.__e,r.__k||(r.__k=u.__k||[]),t}}',
  ],
  ['i=t.__c){if(i.componentWillUnmount', 'if(i=t.__k)for(e=0;', '0);'],
  ['n.__c&&n.__c(r,t),t.some(', '}function F(', ''],
  // Portals.
  ['||n.props.__P', '?null:S(n)}', ''],
  ['if(n.props.__P)return t;', 'if(i=n.__k)for(f=0', ''],
  ['&&!t.props.__P', ');!u&&(i=t.__c)', ''],
  // Hydration, suspended or not.
  ['128&u.__u&&', 'n:if("function"==typeof V)', ''],
  ['function B(n,t){', 'function E(t,r,u){', ''],
  ['&&!t.data.startsWith("$s")', ';);return t}function O', ''],
  [',o)for(s=0;', 'if(M=a.ownerDocument', ',!t){'],
  [',l&&(n.__m', '}if(C){', ''],
  ['if(a="template"==C', 'for(s in $)k=$[s]', 'a="template"==C&&t.content||t;'],
  ['!u&&(i=t.__c)', 'u||g(t.__e)', ''],
  ['n.__&&n.__(t,r),9==', 'r.__k=m($,', 'i=r.__k,'],
  ['i?null:r.firstChild?', ',f,i?i.__e:', 'null'],
  ['function R(n,t){', 'n={},', ''],
  ['export{', '//#', 'export{$ as Fragment,k as createElement,M as createRef,k as h,n as options,Q as render};'],
];

/** The lean one out of `preact.mjs`; throws where that is not the one that it was written for. */
export const lean = (whole: string): string =>
  CUTS.reduce((code, [from, to, instead]) => {
    const [before = '', after, ...more] = code.split(from);
    const end = after?.indexOf(to) ?? -1;
    if (end < 0 || more.length > 0)
      throw new Error(`Preact has changed, and build/plugins/lean-preact.ts with it: ${from}`);
    return before + instead + after?.slice(end);
  }, whole);

export const leanPreact: Plugin = {
  name: 'lean-preact',
  enforce: 'pre',
  transform: (code, id) => (/\/preact\/dist\/preact\.mjs$/.test(id) ? lean(code) : undefined),
};
