import type { Plugin } from 'vite';

/** From the first text up to the second, which stays; and what stands there instead. */
type Cut = readonly [from: string, to: string, instead: string];

/**
 * Preact without what nobody can ask for but by a name that it exports: classes with their state and lifecycle, context,
 * portals, hydration, suspense, references; and without what no view writes. The widget's views are functions of signals,
 * drawn anew from the top. Those names are exported no more, so that a view that wants them fails to build. Written for the
 * one version that package.json names; with another the build says so. It wins more than a kilobyte of the first file.
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
  ['if(a="template"==C', 'for(s in $)k=$[s]', 'a=t;'],
  ['!u&&(i=t.__c)', 'u||g(t.__e)', ''],
  ['n.__&&n.__(t,r),9==', 'r.__k=m($,', 'i=r.__k,'],
  ['i?null:r.firstChild?', ',f,i?i.__e:', 'null'],
  ['function R(n,t){', 'n={},', ''],
  // What no view writes: styles, which a strict policy forbids, and markup, which nothing here may; MathML, and HTML in SVG.
  ['if("style"==t)', 'if("o"==t[0]', ''],
  ['function T(n,t,r){', 'function N(', ''],
  ['"dangerouslySetInnerHTML"==s?y=k:', '"children"==s||s in x', ''],
  ['"dangerouslySetInnerHTML"==s?h=k:', '"value"==s?b=k', ''],
  ['h?(l||y&&(h.__html', 'I(a,w(_)?_:[_]', '('],
  ['"math"==C?', 'f||(f="http://www.w3.org/1999/xhtml")', ''],
  ['v=/^m(', 'w=Array.isArray', ''],
  ['t=t.replace(/xlink(H|:h)/', 'else if("width"!=t', '0;'],
  ['"popover"==t&&1==r', 'r)}}function V', ''],
  ['"progress"==C&&null==b', 'N(t,s,b,$[s],f)', 'null==b||b===t[s]||'],
  // Handlers on the way down.
  ['f=t!=(t=t.replace(l,"$1")),', '(t=t.slice(2))[0]', ''],
  ['l=/(PointerCapture)', 'c=0,', ''],
  // References to nodes.
  [
    '"ref"==f&&"function"!=typeof n?i=t[f]:',
    'o[f]=t[f];return e>2&&(o.children=e>3?d.call(arguments,2):r),m(n,o,u',
    '',
  ],
  ['(h.ref!=v.ref||8&h.__u)', 'd=d||w', ''],
  ['function E(t,r,u){', 'function F(t', ''],
  [',E(f,r.__k,o)', ',r.__k.props', ''],
  ['function G(t,r,u,i){', 'function J(', ''],
  [',!(i=t.ref)||', 'if(i=t.__k)for(e=0;', ');'],
  ['export{', '//#', 'export{$ as Fragment,k as createElement,k as h,n as options,Q as render};'],
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
